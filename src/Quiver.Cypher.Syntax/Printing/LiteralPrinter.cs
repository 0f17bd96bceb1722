using System.Globalization;
using System.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes values as literals that mean exactly the same.</summary>
internal static class LiteralPrinter
{
    /// <summary>The literal of a value.</summary>
    public static string Print(Value value) =>
        value.Kind switch
        {
            ValueKind.Null => "null",
            ValueKind.Boolean => value.AsBoolean() ? "true" : "false",
            ValueKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
            ValueKind.Float => Float(value.AsFloat()),
            ValueKind.String => String(value.AsString()),
            _ => value.ToString(),
        };

    private static string Float(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }
        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static string String(string value)
    {
        var text = new StringBuilder("'");
        foreach (char character in value)
        {
            text.Append(
                character switch
                {
                    '\\' => "\\\\",
                    '\'' => "\\'",
                    '\b' => "\\b",
                    '\f' => "\\f",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                    _ => character.ToString(),
                }
            );
        }
        return text.Append('\'').ToString();
    }
}
