using Quiver.Cypher.Execution.Functions.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Lists;

/// <summary>head, last, tail, reverse.</summary>
internal static class ElementFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("head", Head);
        table.Add("last", Last);
        table.Add("tail", Tail);
        table.Add("reverse", Reverse);
    }

    private static Value Head(in FunctionCall call)
    {
        var list = call.List(0);
        return list.Count == 0 ? Value.Null : list[0];
    }

    private static Value Last(in FunctionCall call)
    {
        var list = call.List(0);
        return list.Count == 0 ? Value.Null : list[list.Count - 1];
    }

    private static Value Tail(in FunctionCall call)
    {
        var elements = call.List(0).AsSpan();
        return Value.List(elements.IsEmpty ? [] : elements[1..].ToArray());
    }

    private static Value Reverse(in FunctionCall call)
    {
        switch (call[0].Kind)
        {
            case ValueKind.List:
                var elements = call.List(0).AsSpan().ToArray();
                Array.Reverse(elements);
                return Value.List(elements);
            case ValueKind.String:
                return Value.Utf8(ReverseCodePoints(call.Utf8(0), call.Context.Cancellation));
            default:
                throw call.Unexpected(0, "a STRING or LIST");
        }
    }

    private static byte[] ReverseCodePoints(ReadOnlySpan<byte> text, CancellationToken cancellation)
    {
        byte[] result = new byte[text.Length];
        for (int offset = 0; offset < text.Length; )
        {
            cancellation.ThrowIfCancellationRequested();
            int length = CodePoints.LengthAt(text, offset);
            text.Slice(offset, length).CopyTo(result.AsSpan(text.Length - offset - length));
            offset += length;
        }
        return result;
    }
}
