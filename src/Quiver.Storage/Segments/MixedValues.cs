using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Storage.Segments;

/// <summary>The values of a column of any kinds, each in its binary form.</summary>
internal static class MixedValues
{
    /// <summary>Reads a value.</summary>
    /// <param name="bytes">Its binary form.</param>
    /// <param name="origin">Where it stands, for the error when no writer wrote it.</param>
    public static Value Read(ReadOnlySpan<byte> bytes, BlockOrigin origin)
    {
        try
        {
            return ValueBinary.Read(ref bytes);
        }
        catch (FormatException)
        {
            throw BlockErrors.Content(origin, "a value in binary form", bytes.Length);
        }
    }

    /// <summary>Appends a value to a column: a date-time, which has no column type of its own, as a word where it has one.</summary>
    public static void Append(
        ReadOnlySpan<byte> bytes,
        ColumnBuilder destination,
        BlockOrigin origin
    )
    {
        if (ValueBinary.TryReadDateTime(bytes, out var kind, out long word))
        {
            destination.AppendWord(kind, word);
        }
        else
        {
            destination.Append(Read(bytes, origin));
        }
    }
}
