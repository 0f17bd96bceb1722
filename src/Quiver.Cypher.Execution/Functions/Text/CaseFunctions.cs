using Quiver.Foundation.Text.Casing;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Text;

/// <summary>toLower, toUpper, lower, upper: the full case mappings of Unicode, without regard to a language.</summary>
internal static class CaseFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("toLower", ToLower);
        table.Add("lower", ToLower);
        table.Add("toUpper", ToUpper);
        table.Add("upper", ToUpper);
    }

    private static Value ToLower(in FunctionCall call)
    {
        var utf8 = call.Utf8(0);
        if (!System.Text.Ascii.IsValid(utf8))
        {
            return Value.String(FullCasing.ToLower(call.Text(0), call.Context.Cancellation));
        }
        byte[] result = new byte[utf8.Length];
        System.Text.Ascii.ToLower(utf8, result, out _);
        return Value.Utf8(result);
    }

    private static Value ToUpper(in FunctionCall call)
    {
        var utf8 = call.Utf8(0);
        if (!System.Text.Ascii.IsValid(utf8))
        {
            return Value.String(FullCasing.ToUpper(call.Text(0), call.Context.Cancellation));
        }
        byte[] result = new byte[utf8.Length];
        System.Text.Ascii.ToUpper(utf8, result, out _);
        return Value.Utf8(result);
    }
}
