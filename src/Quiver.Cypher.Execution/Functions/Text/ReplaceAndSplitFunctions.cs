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
        string text = call.Text(0);
        string search = call.Text(1);
        string replacement = call.Text(2);
        long places = search.Length == 0 ? text.Length + 1L : text.AsSpan().Count(search);
        call.Context.Memory.EnsureAvailable(
            sizeof(char) * (text.Length + (places * replacement.Length))
        );
        if (call.Count < 4)
        {
            return Value.String(
                search.Length == 0
                    ? Interleave(text, replacement)
                    : text.Replace(search, replacement, StringComparison.Ordinal)
            );
        }
        long limit = call.Integer(3);
        int from = 0;
        var result = new System.Text.StringBuilder();
        while (limit-- > 0 && search.Length > 0)
        {
            int at = text.IndexOf(search, from, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }
            result.Append(text, from, at - from).Append(replacement);
            from = at + search.Length;
        }
        return Value.String(result.Append(text, from, text.Length - from).ToString());
    }

    /// <summary>An empty search text stands before every character and at the end, as in Java.</summary>
    private static string Interleave(string text, string replacement)
    {
        var result = new System.Text.StringBuilder(replacement);
        foreach (char unit in text)
        {
            result.Append(unit);
            if (!char.IsHighSurrogate(unit))
            {
                result.Append(replacement);
            }
        }
        return result.ToString();
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
            SplitOne(text, only, parts);
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
        SplitMany(text, delimiters, parts);
        return Value.List([.. parts]);
    }

    private static void SplitOne(
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> delimiter,
        List<Value> parts
    )
    {
        if (delimiter.IsEmpty)
        {
            SplitCodePoints(text, parts);
            return;
        }
        for (int at = text.IndexOf(delimiter); at >= 0; at = text.IndexOf(delimiter))
        {
            parts.Add(Value.Utf8(text[..at]));
            text = text[(at + delimiter.Length)..];
        }
        parts.Add(Value.Utf8(text));
    }

    private static void SplitCodePoints(ReadOnlySpan<byte> text, List<Value> parts)
    {
        if (text.IsEmpty)
        {
            parts.Add(Value.Utf8(text));
        }
        while (!text.IsEmpty)
        {
            int length = CodePoints.LengthAt(text, 0);
            parts.Add(Value.Utf8(text[..length]));
            text = text[length..];
        }
    }

    private static void SplitMany(
        ReadOnlySpan<byte> text,
        List<byte[]> delimiters,
        List<Value> parts
    )
    {
        if (delimiters.Exists(static delimiter => delimiter.Length == 0))
        {
            SplitCodePoints(text, parts);
            return;
        }
        int start = 0;
        int offset = 0;
        while (offset < text.Length)
        {
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
