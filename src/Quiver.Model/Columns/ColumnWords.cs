using System.Diagnostics;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>Values as the words of a <see cref="WordVector"/>. Words of one kind are equal where values are, and in their order.</summary>
/// <remarks>
/// A date-time is its nanoseconds since 1970-01-01T00:00. Those before 1677-09-21 or after 2262-04-11 have no word, and of those with a zone only the ones in UTC, written as <c>Z</c>, have
/// one: such a column is of kind Any.
/// </remarks>
public static class ColumnWords
{
    private const long MinSecond = long.MinValue / TemporalLimits.NanosecondsPerSecond;
    private const long MaxSecond = (long.MaxValue / TemporalLimits.NanosecondsPerSecond) - 1;

    /// <summary>The kind of the vector of words that holds a value, and the value's word; false where none does.</summary>
    public static bool TryOf(in Value value, out VectorKind kind, out long word)
    {
        kind = value.Kind switch
        {
            ValueKind.Boolean => VectorKind.Boolean,
            ValueKind.Integer => VectorKind.Integer,
            ValueKind.Node => VectorKind.Node,
            ValueKind.Relationship => VectorKind.Relationship,
            ValueKind.Date => VectorKind.Date,
            ValueKind.LocalDateTime => VectorKind.LocalDateTime,
            ValueKind.ZonedDateTime => VectorKind.ZonedDateTime,
            _ => VectorKind.Any,
        };
        switch (kind)
        {
            case VectorKind.Any:
                word = 0;
                return false;
            case VectorKind.LocalDateTime:
                var local = value.AsLocalDateTime();
                return TryOfInstant(local.EpochSecond, local.Nanosecond, out word);
            case VectorKind.ZonedDateTime:
                var zoned = value.AsZonedDateTime();
                word = 0;
                return zoned is { OffsetSeconds: 0, Zone: null }
                    && TryOfInstant(zoned.EpochSecond, zoned.Nanosecond, out word);
            default:
                word = value.Bits;
                return true;
        }
    }

    /// <summary>The word of a date-time; false where it has none.</summary>
    /// <param name="epochSecond">Seconds since the epoch.</param>
    /// <param name="nanosecond">Nanoseconds within the second.</param>
    /// <param name="word">The word.</param>
    public static bool TryOfInstant(long epochSecond, int nanosecond, out long word)
    {
        bool fits = epochSecond is >= MinSecond and <= MaxSecond;
        word = fits ? (epochSecond * TemporalLimits.NanosecondsPerSecond) + nanosecond : 0;
        return fits;
    }

    /// <summary>The value of a word of a kind.</summary>
    public static Value ValueOf(VectorKind kind, long word)
    {
        switch (kind)
        {
            case VectorKind.Boolean:
                return Value.FromBits(ValueKind.Boolean, word);
            case VectorKind.Integer:
                return Value.Integer(word);
            case VectorKind.Node:
                return Value.FromBits(ValueKind.Node, word);
            case VectorKind.Relationship:
                return Value.FromBits(ValueKind.Relationship, word);
            case VectorKind.Date:
                return Value.FromBits(ValueKind.Date, word);
            case VectorKind.LocalDateTime:
                var (localSecond, localNanosecond) = InstantOf(word);
                return Value.LocalDateTime(new(localSecond, localNanosecond));
            case VectorKind.ZonedDateTime:
                var (second, nanosecond) = InstantOf(word);
                return Value.ZonedDateTime(new(second, nanosecond, 0, null));
            default:
                throw new UnreachableException();
        }
    }

    private static (long Second, int Nanosecond) InstantOf(long word)
    {
        long second = Calendar.FloorDivide(word, TemporalLimits.NanosecondsPerSecond);
        return (second, (int)(word - (second * TemporalLimits.NanosecondsPerSecond)));
    }
}
