using System.Buffers.Binary;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Numbers that are in the order of a column's values: comparing two is comparing two words, whatever the values are.</summary>
/// <remarks>
/// <code>
/// words     the word, its sign turned
/// floats    the bits, all turned where negative, else the sign; 0.0 for -0.0; one NaN, above all
/// text      seven bytes from an offset on, zeros behind its end; then the count of bytes up to 7, or 8 where more follow
/// date-times, with a zone or without   seconds: what is left is compared
/// </code>
/// </remarks>
internal static class SortCodes
{
    /// <summary>How many bytes of a text one code holds.</summary>
    public const int TextBytes = 7;

    private const ulong Sign = 1UL << 63;

    /// <summary>Fills in the codes of rows without nulls; false where the column's values have none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="textOffset">How many bytes of texts are known to be the same.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="codes">Where to; as long as the rows.</param>
    public static bool TryFill(
        ColumnVector column,
        int textOffset,
        ReadOnlySpan<int> rows,
        Span<ulong> codes
    )
    {
        switch (column)
        {
            case WordVector words:
                var items = words.Items;
                for (int i = 0; i < rows.Length; i++)
                {
                    codes[i] = (ulong)items[rows[i]] ^ Sign;
                }
                return true;
            case FloatVector floats:
                var numbers = floats.Items;
                for (int i = 0; i < rows.Length; i++)
                {
                    codes[i] = Of(numbers[rows[i]]);
                }
                return true;
            case TextVector texts:
                for (int i = 0; i < rows.Length; i++)
                {
                    codes[i] = Of(texts.Utf8(rows[i])[textOffset..]);
                }
                return true;
            default:
                return TryFillSeconds(column, rows, codes);
        }
    }

    /// <summary>Whether values of a column that have this code are all the same to ORDER BY.</summary>
    public static bool IsExact(ColumnVector column, ulong code) =>
        column switch
        {
            WordVector or FloatVector => true,
            TextVector => (byte)code <= TextBytes,
            _ => false,
        };

    private static ulong Of(double number)
    {
        if (double.IsNaN(number))
        {
            return ulong.MaxValue;
        }
        ulong bits = BitConverter.DoubleToUInt64Bits(number == 0 ? 0.0 : number);
        return (bits & Sign) == 0 ? bits ^ Sign : ~bits;
    }

    private static ulong Of(ReadOnlySpan<byte> text)
    {
        if (text.Length > TextBytes)
        {
            return (BinaryPrimitives.ReadUInt64BigEndian(text) & ~0xFFUL) | (TextBytes + 1);
        }
        ulong code = 0;
        for (int i = 0; i < text.Length; i++)
        {
            code |= (ulong)text[i] << (56 - (8 * i));
        }
        return code | (uint)text.Length;
    }

    private static bool TryFillSeconds(
        ColumnVector column,
        ReadOnlySpan<int> rows,
        Span<ulong> codes
    )
    {
        var kind = rows.IsEmpty ? ValueKind.Null : column[rows[0]].Kind;
        if (kind is not (ValueKind.ZonedDateTime or ValueKind.LocalDateTime))
        {
            return false;
        }
        for (int i = 0; i < rows.Length; i++)
        {
            var value = column[rows[i]];
            if (value.Kind != kind)
            {
                return false;
            }
            long seconds =
                kind == ValueKind.ZonedDateTime
                    ? value.AsZonedDateTime().EpochSecond
                    : value.AsLocalDateTime().EpochSecond;
            codes[i] = (ulong)seconds ^ Sign;
        }
        return true;
    }
}
