using System.Runtime.CompilerServices;
using Quiver.Csv;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Integers: an optional minus and digits, within a range.</summary>
internal sealed unsafe class IntegerParser(CellRules rules, long minimum, long maximum, string type)
    : CellParser(rules)
{
    private const int FastDigits = 16;

    public override ColumnType StoredType => ColumnType.Integer;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Integer, cells.RowCount, 0);
        long* words = column.Words;
        var presence = new PresenceBits(column.Presence);
        for (int row = 0; row < cells.RowCount; row++)
        {
            byte* text = cells.Cell(row, out int length);
            bool isPresent = true;
            if (
                (uint)(length - 1) >= FastDigits
                || !DigitParsing.TryParse(text, length, out long number)
                || number > maximum
            )
            {
                isPresent = TryParseSlow(row, text, length, out number);
            }
            words[row] = number;
            presence.Append(isPresent);
        }
        presence.Finish();
        column.End(presence.Count);
    }

    /// <summary>Reads an integer within the range; fails with the reason otherwise.</summary>
    public long ParseOne(int row, ReadOnlySpan<byte> content)
    {
        bool isNegative = content.Length > 0 && content[0] == '-';
        var digits = isNegative ? content[1..] : content;
        long number = 0;
        bool isTooBig = false;
        foreach (byte b in digits)
        {
            uint digit = (uint)b - '0';
            if (digit > 9)
            {
                throw Wrong(row, content, "is not an integer");
            }
            // Counted downwards: the smallest number has no positive counterpart.
            isTooBig |= number < (long.MinValue + digit) / 10;
            number = isTooBig ? 0 : (number * 10) - digit;
        }
        if (digits.IsEmpty)
        {
            throw Wrong(row, content, "is not an integer");
        }
        if (isTooBig || (!isNegative && number == long.MinValue))
        {
            throw Wrong(row, content, "is too big for a 64-bit integer");
        }
        number = isNegative ? number : -number;
        return number >= minimum && number <= maximum
            ? number
            : throw Wrong(row, content, $"is too big for the type {type}");
    }

    private bool TryParseSlow(int row, byte* text, int length, out long number)
    {
        number = 0;
        if (!TryContent(text, length, out var content))
        {
            return false;
        }
        number = ParseOne(row, content);
        return true;
    }
}
