using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using Quiver.Csv;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Floating-point numbers in the forms that Java reads.</summary>
internal sealed unsafe class FloatParser(CellRules rules, bool isSingle) : CellParser(rules)
{
    private const int ExactDigits = 15;

    private static readonly double[] PowersOfTen =
    [
        1e0,
        1e1,
        1e2,
        1e3,
        1e4,
        1e5,
        1e6,
        1e7,
        1e8,
        1e9,
        1e10,
        1e11,
        1e12,
        1e13,
        1e14,
        1e15,
    ];

    public override ColumnType StoredType => ColumnType.Float;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Float, cells.RowCount, 0);
        long* words = column.Words;
        var presence = new PresenceBits(column.Presence);
        for (int row = 0; row < cells.RowCount; row++)
        {
            byte* text = cells.Cell(row, out int length);
            bool isPresent = true;
            if (!TryParseShort(text, length, out double number))
            {
                isPresent = TryContent(text, length, out var content);
                number = isPresent ? ParseOne(row, content) : 0;
            }
            words[row] = BitConverter.DoubleToInt64Bits(isSingle ? (float)number : number);
            presence.Append(isPresent);
        }
        presence.Finish();
        column.End(presence.Count);
    }

    /// <summary>Reads a number; fails with the reason otherwise.</summary>
    public double ParseOne(int row, ReadOnlySpan<byte> content)
    {
        var digits = content;
        if (
            content.Length > 1
            && (content[^1] | 0x20) is 'd' or 'f'
            && char.IsAsciiDigit((char)content[^2]) | content[^2] == '.'
        )
        {
            digits = content[..^1];
        }
        bool isNumber =
            Utf8Parser.TryParse(digits, out double number, out int consumed)
                && consumed == digits.Length
                && EndsAsNumber(digits)
            || HexFloat.TryParse(digits, out number);
        if (!isNumber)
        {
            isNumber =
                content.SequenceEqual("NaN"u8)
                || content.SequenceEqual("+NaN"u8)
                || content.SequenceEqual("-NaN"u8)
                || content.SequenceEqual("Infinity"u8)
                || content.SequenceEqual("+Infinity"u8)
                || content.SequenceEqual("-Infinity"u8);
            isNumber =
                isNumber
                && double.TryParse(
                    content,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out number
                );
        }
        if (!isNumber)
        {
            throw Wrong(row, content, "is not a number");
        }
        return isSingle ? (float)number : number;
    }

    // The parser takes the words of infinity and of what is no number in any letter case, Java only as they are spelt.
    private static bool EndsAsNumber(ReadOnlySpan<byte> digits) =>
        !char.IsAsciiLetter((char)digits[^1]);

    /// <summary>
    /// Reads <c>-digits.digits</c> of at most 15 digits: both the digits as an integer and the power of ten are exact doubles, so that
    /// their quotient is the correctly rounded number (Clinger, How to read floating point numbers accurately).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryParseShort(byte* text, int length, out double number)
    {
        number = 0;
        bool isNegative = length > 0 && text[0] == '-';
        int at = isNegative ? 1 : 0;
        if ((uint)(length - at - 1) > ExactDigits)
        {
            return false;
        }
        long digits = 0;
        int digitCount = 0;
        int fraction = 0;
        bool hasPoint = false;
        for (; at < length; at++)
        {
            uint digit = (uint)text[at] - '0';
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                digitCount++;
                fraction += hasPoint ? 1 : 0;
            }
            else if (text[at] == '.' && !hasPoint)
            {
                hasPoint = true;
            }
            else
            {
                return false;
            }
        }
        if (digitCount is 0 or > ExactDigits)
        {
            return false;
        }
        number = digits / PowersOfTen[fraction];
        number = isNegative ? -number : number;
        return true;
    }
}
