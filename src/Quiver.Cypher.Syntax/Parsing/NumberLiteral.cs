using System.Globalization;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>What the text of a number means.</summary>
internal static class NumberLiteral
{
    /// <summary>How large the smallest integer is without its sign: only behind a minus is that an integer.</summary>
    private const ulong SmallestMagnitude = 1UL << 63;

    /// <summary>The value of an integer token: decimal, <c>0x</c> hexadecimal or <c>0o</c> octal.</summary>
    /// <exception cref="Model.Status.CypherException">It is malformed or too large.</exception>
    public static Value Integer(SourceText source, Token token)
    {
        ulong magnitude = Magnitude(source, token);
        return magnitude < SmallestMagnitude
            ? Value.Integer((long)magnitude)
            : throw SyntaxErrors.IntegerTooLarge(source, token.Start);
    }

    /// <summary>Whether an integer token is 2⁶³, which with a minus before it is the smallest integer.</summary>
    public static bool IsSmallestMagnitude(SourceText source, Token token) =>
        token.Kind == TokenKind.Integer && Magnitude(source, token) == SmallestMagnitude;

    /// <summary>The value of a decimal token.</summary>
    /// <exception cref="Model.Status.CypherException">It is malformed or too large.</exception>
    public static Value Float(SourceText source, Token token)
    {
        var text = source.Text.AsSpan(token.Start, token.End - token.Start);
        bool parsed = double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out double value
        );
        if (!parsed)
        {
            throw SyntaxErrors.InvalidNumber(source, token.Start);
        }
        return double.IsFinite(value)
            ? Value.Float(value)
            : throw SyntaxErrors.FloatTooLarge(source, token.Start);
    }

    private static ulong Magnitude(SourceText source, Token token)
    {
        var text = source.Text.AsSpan(token.Start, token.End - token.Start);
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return Digits(source, token, text[2..], 16);
        }
        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return Digits(source, token, text[2..], 8);
        }
        if (text.Length > 1 && text[0] == '0' && !text.ContainsAnyExceptInRange('0', '9'))
        {
            throw SyntaxErrors.InvalidOctal(source, token.Start, text[1..].ToString());
        }
        return Digits(source, token, text, 10);
    }

    /// <summary>The number that the digits spell; whatever exceeds 2⁶³ counts as too large.</summary>
    private static ulong Digits(
        SourceText source,
        Token token,
        ReadOnlySpan<char> digits,
        uint radix
    )
    {
        ulong value = 0;
        bool tooLarge = false;
        foreach (char character in digits)
        {
            uint digit = DigitOf(character);
            if (digit >= radix)
            {
                throw SyntaxErrors.InvalidNumber(source, token.Start);
            }
            tooLarge |= value > (SmallestMagnitude - digit) / radix;
            value = unchecked(value * radix + digit);
        }
        if (digits.IsEmpty)
        {
            throw SyntaxErrors.InvalidNumber(source, token.Start);
        }
        return tooLarge ? throw SyntaxErrors.IntegerTooLarge(source, token.Start) : value;
    }

    private static uint DigitOf(char character) =>
        character switch
        {
            >= '0' and <= '9' => (uint)(character - '0'),
            >= 'a' and <= 'f' => (uint)(character - 'a' + 10),
            >= 'A' and <= 'F' => (uint)(character - 'A' + 10),
            _ => uint.MaxValue,
        };
}
