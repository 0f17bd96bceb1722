using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Text;

/// <summary>left, right, substring. A null text gives null, but a null or negative number is an error.</summary>
internal static class SubstringFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.AddNullable("left", Left);
        table.AddNullable("right", Right);
        table.AddNullable("substring", Substring);
    }

    private static Value Left(in FunctionCall call)
    {
        if (call[0].IsNull)
        {
            return Value.Null;
        }
        var text = call.Utf8(0);
        return Value.Utf8(text[..CodePoints.OffsetOf(text, NotNegative(call, 1))]);
    }

    private static Value Right(in FunctionCall call)
    {
        if (call[0].IsNull)
        {
            return Value.Null;
        }
        var text = call.Utf8(0);
        long skipped = Math.Max(0, CodePoints.Count(text) - NotNegative(call, 1));
        return Value.Utf8(text[CodePoints.OffsetOf(text, skipped)..]);
    }

    private static Value Substring(in FunctionCall call)
    {
        if (call[0].IsNull)
        {
            return Value.Null;
        }
        var text = call.Utf8(0);
        var rest = text[CodePoints.OffsetOf(text, NotNegative(call, 1))..];
        return call.Count == 2
            ? Value.Utf8(rest)
            : Value.Utf8(rest[..CodePoints.OffsetOf(rest, NotNegative(call, 2))]);
    }

    private static long NotNegative(in FunctionCall call, int index)
    {
        long number = call.Integer(index);
        return number >= 0
            ? number
            : throw RuntimeErrors.InvalidArgument(
                $"Invalid input for function '{call.Function}()': expected an INTEGER of 0 or more, got: {number}."
            );
    }
}
