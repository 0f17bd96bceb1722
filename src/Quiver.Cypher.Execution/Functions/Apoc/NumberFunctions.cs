using System.Globalization;
using System.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>apoc.math, apoc.number and apoc.bitwise.</summary>
internal static class NumberFunctions
{
    private const string DefaultPattern = "#,##0.###";

    private static readonly (int Number, string Figures)[] s_roman =
    [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        AddCurve(table, "cosh", Math.Cosh);
        AddCurve(table, "coth", static x => 1 / Math.Tanh(x));
        AddCurve(table, "csch", static x => 1 / Math.Sinh(x));
        AddCurve(table, "sech", static x => 1 / Math.Cosh(x));
        AddCurve(table, "sigmoid", Sigmoid);
        AddCurve(table, "sigmoidPrime", static x => Sigmoid(x) * (1 - Sigmoid(x)));
        AddCurve(table, "sinh", Math.Sinh);
        AddCurve(table, "tanh", Math.Tanh);
        AddConstant(table, "maxByte", Value.Integer(sbyte.MaxValue));
        AddConstant(table, "minByte", Value.Integer(sbyte.MinValue));
        AddConstant(table, "maxInt", Value.Integer(int.MaxValue));
        AddConstant(table, "minInt", Value.Integer(int.MinValue));
        AddConstant(table, "maxLong", Value.Integer(long.MaxValue));
        AddConstant(table, "minLong", Value.Integer(long.MinValue));
        AddConstant(table, "maxDouble", Value.Float(double.MaxValue));
        // Java's least double is the least above 0.
        AddConstant(table, "minDouble", Value.Float(double.Epsilon));
        table.Add("apoc.bitwise.op", BitOperation);
        table.Add("apoc.number.arabicToRoman", ToRoman);
        table.Add("apoc.number.romanToArabic", FromRoman);
        table.Add("apoc.number.format", Format);
        table.Add(
            "apoc.number.parseFloat",
            static (in FunctionCall call) =>
                Parse(call) is { } number ? Value.Float(number) : Value.Null
        );
        table.Add(
            "apoc.number.parseInt",
            static (in FunctionCall call) =>
                Parse(call) is { } number ? Value.Integer((long)number) : Value.Null
        );
    }

    private static void AddCurve(FunctionTable table, string name, Func<double, double> curve) =>
        table.Add(
            "apoc.math." + name,
            (in FunctionCall call) => Value.Float(curve(call.Number(0)))
        );

    private static void AddConstant(FunctionTable table, string name, Value value) =>
        table.Add("apoc.math." + name, (in FunctionCall _) => value);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static Value BitOperation(in FunctionCall call)
    {
        long a = call.Integer(0);
        long b = call.Integer(2);
        string operation = call.Text(1);
        // As in Java, only the low bits of the second number say how far to shift.
        return Value.Integer(
            operation.ToUpperInvariant() switch
            {
                "&" or "AND" => a & b,
                "|" or "OR" => a | b,
                "^" or "XOR" => a ^ b,
                "~" or "NOT" => ~a,
                "<<" or "LEFT SHIFT" => a << (int)b,
                ">>" or "RIGHT SHIFT" => a >> (int)b,
                ">>>" or "RIGHT SHIFT UNSIGNED" => a >>> (int)b,
                _ => throw RuntimeErrors.InvalidArgument(
                    $"Invalid operator: '{operation}'. {call.Function}() takes &, |, ^, ~, <<, >> and >>>."
                ),
            }
        );
    }

    private static Value ToRoman(in FunctionCall call)
    {
        const int Most = 3999;
        long number = call.Integer(0);
        if (number is < 1 or > Most)
        {
            throw call.Unexpected(0, "an INTEGER from 1 to 3999");
        }
        var text = new StringBuilder();
        foreach (var (size, figures) in s_roman)
        {
            while (number >= size)
            {
                text.Append(figures);
                number -= size;
            }
        }
        return Value.String(text.ToString());
    }

    private static Value FromRoman(in FunctionCall call)
    {
        string text = call.Text(0).ToUpperInvariant();
        long number = 0;
        int at = 0;
        foreach (var (size, figures) in s_roman)
        {
            while (string.CompareOrdinal(text, at, figures, 0, figures.Length) == 0)
            {
                number += size;
                at += figures.Length;
            }
        }
        return at == text.Length && at > 0
            ? Value.Integer(number)
            : throw call.Unexpected(0, "Roman figures");
    }

    /// <summary>The signs that separate thousands and fractions in a language.</summary>
    private static NumberFormatInfo SignsOf(in FunctionCall call, string language)
    {
        string group = language.ToUpperInvariant() switch
        {
            "" or "EN" or "ZH" or "JA" or "KO" => ",",
            "DE" or "ES" or "IT" or "NL" or "PT" or "DA" or "ID" or "TR" => ".",
            "FR" => "\u202F",
            _ => throw RuntimeErrors.InvalidArgument(
                $"{call.Function}() does not know how numbers are written in '{language}'. It knows en, de, es, fr, it, nl, pt, da, id, tr, ja, ko and zh."
            ),
        };
        return new NumberFormatInfo
        {
            NumberGroupSeparator = group,
            NumberDecimalSeparator = group == "," ? "." : ",",
            PercentGroupSeparator = group,
            PercentDecimalSeparator = group == "," ? "." : ",",
        };
    }

    // A pattern may be left out in front of the language.
    private static (string Pattern, NumberFormatInfo Signs) FormatAt(in FunctionCall call)
    {
        string pattern = call.Has(1) ? call.Text(1) : "";
        string language = call.Has(2) ? call.Text(2) : "";
        if (language.Length == 0 && pattern.Length == 2 && pattern.All(char.IsAsciiLetter))
        {
            (pattern, language) = ("", pattern);
        }
        return (pattern.Length == 0 ? DefaultPattern : pattern, SignsOf(call, language));
    }

    private static Value Format(in FunctionCall call)
    {
        var (pattern, signs) = FormatAt(call);
        if (!call[0].IsNumber)
        {
            return Value.Null;
        }
        if (call[0].Kind == ValueKind.Integer)
        {
            return Value.String(call.Integer(0).ToString(pattern, signs));
        }
        double number = call.Number(0);
        // Java rounds halves to the even digit, as far as the pattern goes.
        string section = pattern.Split(';')[0];
        int point = section.IndexOf('.', StringComparison.Ordinal);
        int digits = point < 0 ? 0 : section[point..].Count(static c => c is '0' or '#');
        if (Math.Abs(number) < (double)decimal.MaxValue && !section.Contains('%'))
        {
            number = (double)Math.Round((decimal)number, Math.Min(digits, 28));
        }
        return Value.String(number.ToString(pattern, signs));
    }

    private static double? Parse(in FunctionCall call)
    {
        var (_, signs) = FormatAt(call);
        return double.TryParse(
            call.Text(0),
            NumberStyles.Number | NumberStyles.AllowExponent,
            signs,
            out double number
        )
            ? number
            : null;
    }
}
