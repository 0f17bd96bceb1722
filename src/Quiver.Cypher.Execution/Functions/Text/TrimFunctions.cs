using System.Buffers;
using System.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Text;

/// <summary>trim, ltrim, rtrim, btrim: whitespace, or any of the given characters, off the ends.</summary>
/// <remarks>
/// The three-argument form of trim takes the specification first: <c>trim('BOTH', characters, text)</c>, as
/// <c>trim(BOTH characters FROM text)</c> is bound.
/// </remarks>
internal static class TrimFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("trim", Trim);
        table.Add("btrim", static (in FunctionCall call) => Cut(call, start: true, end: true));
        table.Add("ltrim", static (in FunctionCall call) => Cut(call, start: true, end: false));
        table.Add("rtrim", static (in FunctionCall call) => Cut(call, start: false, end: true));
    }

    private static Value Trim(in FunctionCall call)
    {
        if (call.Count < 3)
        {
            return Cut(call, start: true, end: true);
        }
        string side = call.Text(0).ToUpperInvariant();
        return Cut(
            call.Context.Cancellation,
            call.Utf8(2),
            call.Utf8(1),
            side is not "TRAILING",
            side is not "LEADING"
        );
    }

    private static Value Cut(in FunctionCall call, bool start, bool end) =>
        call.Count == 1
            ? CutWhitespace(call.Context.Cancellation, call.Utf8(0), start, end)
            : Cut(call.Context.Cancellation, call.Utf8(0), call.Utf8(1), start, end);

    private static Value CutWhitespace(
        CancellationToken cancellation,
        ReadOnlySpan<byte> text,
        bool start,
        bool end
    )
    {
        while (
            start
            && Rune.DecodeFromUtf8(text, out var rune, out int length) == OperationStatus.Done
            && IsSpace(rune)
        )
        {
            cancellation.ThrowIfCancellationRequested();
            text = text[length..];
        }
        while (
            end
            && Rune.DecodeLastFromUtf8(text, out var rune, out int length) == OperationStatus.Done
            && IsSpace(rune)
        )
        {
            cancellation.ThrowIfCancellationRequested();
            text = text[..^length];
        }
        return Value.Utf8(text);
    }

    private static Value Cut(
        CancellationToken cancellation,
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> characters,
        bool start,
        bool end
    )
    {
        while (start && !text.IsEmpty && Contains(characters, text[..CodePoints.LengthAt(text, 0)]))
        {
            cancellation.ThrowIfCancellationRequested();
            text = text[CodePoints.LengthAt(text, 0)..];
        }
        while (
            end
            && Rune.DecodeLastFromUtf8(text, out _, out int length) == OperationStatus.Done
            && Contains(characters, text[^length..])
        )
        {
            cancellation.ThrowIfCancellationRequested();
            text = text[..^length];
        }
        return Value.Utf8(text);
    }

    private static bool Contains(ReadOnlySpan<byte> characters, ReadOnlySpan<byte> codePoint) =>
        characters.IndexOf(codePoint) >= 0;

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune);
}
