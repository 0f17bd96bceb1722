using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Text;

/// <summary>replace, split, string.join, string.indexOf, string.regexReplace.</summary>
internal static class ReplaceAndSplitFunctions
{
    // A value, and the array behind it.
    private const int PartBytes = 48;

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("replace", Replace);
        table.Add("split", Split);
        table.Add("string.join", Join);
        table.Add("string.indexOf", IndexOf);
        table.Add("string.regexReplace", ReplaceMatches);
        table.Add("apoc.text.join", Join);
        table.Add("apoc.text.regreplace", ReplaceMatches);
        table.Add("apoc.text.replace", ReplaceMatches);
    }

    private static Value ReplaceMatches(in FunctionCall call) =>
        Value.String(
            call.Context.RegularExpressions.Replace(call.Text(1), call.Text(0), call.Text(2))
        );

    private static Value Replace(in FunctionCall call)
    {
        var text = call.Utf8(0);
        var search = call.Utf8(1);
        var replacement = call.Utf8(2);
        long limit = call.Count < 4 ? long.MaxValue : call.Integer(3);
        long places = search.IsEmpty ? CodePoints.Count(text) + 1L : text.Count(search);
        places = Math.Clamp(limit, 0, places);
        if (places == 0)
        {
            return call[0];
        }
        long length = text.Length + (places * (replacement.Length - search.Length));
        call.Context.Memory.EnsureAvailable(length);
        byte[] result = new byte[length];
        var rest = result.AsSpan();
        for (; places > 0; places--)
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            // An empty search text stands before every character and at the end, as in Java.
            int at = search.IsEmpty ? 0 : text.IndexOf(search);
            text[..at].CopyTo(rest);
            replacement.CopyTo(rest[at..]);
            rest = rest[(at + replacement.Length)..];
            text = text[(at + search.Length)..];
            if (search.IsEmpty && !text.IsEmpty)
            {
                int next = CodePoints.LengthAt(text, 0);
                text[..next].CopyTo(rest);
                rest = rest[next..];
                text = text[next..];
            }
        }
        text.CopyTo(rest);
        return Value.Utf8(result);
    }

    private static Value Split(in FunctionCall call)
    {
        var text = call.Utf8(0);
        var parts = new List<Value>();
        if (call[1].Kind != ValueKind.List)
        {
            var only = call.Utf8(1);
            long count = only.IsEmpty ? text.Length : text.Count(only) + 1L;
            call.Context.Memory.EnsureAvailable(text.Length + (count * PartBytes));
            SplitOne(text, only, parts, call.Context.Cancellation);
            return Value.List([.. parts]);
        }
        var delimiters = new List<byte[]>();
        foreach (var delimiter in call.List(1).AsSpan())
        {
            if (delimiter.IsNull)
            {
                return Value.Null;
            }
            delimiters.Add(
                delimiter.Kind == ValueKind.String
                    ? delimiter.AsUtf8().ToArray()
                    : throw call.Unexpected(1, "a STRING or LIST<STRING>")
            );
        }
        call.Context.Memory.EnsureAvailable((long)text.Length * PartBytes);
        SplitMany(text, delimiters, parts, call.Context.Cancellation);
        return Value.List([.. parts]);
    }

    private static void SplitOne(
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> delimiter,
        List<Value> parts,
        CancellationToken cancellation
    )
    {
        if (delimiter.IsEmpty)
        {
            SplitCodePoints(text, parts, cancellation);
            return;
        }
        for (int at = text.IndexOf(delimiter); at >= 0; at = text.IndexOf(delimiter))
        {
            cancellation.ThrowIfCancellationRequested();
            parts.Add(Value.Utf8(text[..at]));
            text = text[(at + delimiter.Length)..];
        }
        parts.Add(Value.Utf8(text));
    }

    private static void SplitCodePoints(
        ReadOnlySpan<byte> text,
        List<Value> parts,
        CancellationToken cancellation
    )
    {
        if (text.IsEmpty)
        {
            parts.Add(Value.Utf8(text));
        }
        while (!text.IsEmpty)
        {
            cancellation.ThrowIfCancellationRequested();
            int length = CodePoints.LengthAt(text, 0);
            parts.Add(Value.Utf8(text[..length]));
            text = text[length..];
        }
    }

    private static void SplitMany(
        ReadOnlySpan<byte> text,
        List<byte[]> delimiters,
        List<Value> parts,
        CancellationToken cancellation
    )
    {
        if (delimiters.Exists(static delimiter => delimiter.Length == 0))
        {
            SplitCodePoints(text, parts, cancellation);
            return;
        }
        int start = 0;
        int offset = 0;
        while (offset < text.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            int matched = LongestAt(text[offset..], delimiters);
            if (matched == 0)
            {
                offset++;
                continue;
            }
            parts.Add(Value.Utf8(text[start..offset]));
            offset += matched;
            start = offset;
        }
        parts.Add(Value.Utf8(text[start..]));
    }

    private static int LongestAt(ReadOnlySpan<byte> text, List<byte[]> delimiters)
    {
        int longest = 0;
        foreach (byte[] delimiter in delimiters)
        {
            if (delimiter.Length > longest && text.StartsWith(delimiter))
            {
                longest = delimiter.Length;
            }
        }
        return longest;
    }

    private static Value Join(in FunctionCall call)
    {
        var list = call.List(0);
        string[] parts = new string[list.Count];
        string separator = call.Text(1);
        long units = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            if (list[i].Kind != ValueKind.String)
            {
                throw call.Unexpected(0, "a LIST<STRING>");
            }
            parts[i] = list[i].AsString();
            units += parts[i].Length + separator.Length;
        }
        call.Context.Memory.EnsureAvailable(sizeof(char) * units);
        return Value.String(string.Join(separator, parts));
    }

    private static Value IndexOf(in FunctionCall call)
    {
        var text = call.Utf8(0);
        int from = call.Count > 2 ? CodePoints.OffsetOf(text, Math.Max(0, call.Integer(2))) : 0;
        int at = text[from..].IndexOf(call.Utf8(1));
        return Value.Integer(at < 0 ? -1 : CodePoints.Count(text[..(from + at)]));
    }
}
