using System.Collections.Frozen;

namespace Quiver.Import.Headers;

/// <summary>Reads the options of a header field: <c>key: value, key: 'value'</c>, as they stand between the braces.</summary>
internal static class HeaderOptions
{
    /// <summary>What the identifiers of an ID column are.</summary>
    public const string IdType = "id-type";

    /// <summary>The label by which an incremental import finds nodes.</summary>
    public const string Label = "label";

    /// <summary>Whether a property of relationships tells which one a row means.</summary>
    public const string Identifier = "identifier";

    /// <summary>The zone of times that name none.</summary>
    public const string TimeZone = "timezone";

    /// <summary>What the coordinates of a vector are.</summary>
    public const string CoordinateType = "coordinateType";

    /// <summary>How many coordinates a vector has.</summary>
    public const string Dimensions = "dimensions";

    public static readonly FrozenDictionary<string, string> None = FrozenDictionary<
        string,
        string
    >.Empty;

    /// <summary>Reads the options; false with the problem when they are malformed.</summary>
    public static bool TryParse(
        string text,
        out FrozenDictionary<string, string> options,
        out string problem
    )
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        options = None;
        problem = "";
        int at = 0;
        while (true)
        {
            int colon = text.IndexOf(':', at);
            if (colon < 0)
            {
                problem = $"expected 'key: value' in the options {{{text}}}";
                return false;
            }
            string key = text[at..colon].Trim();
            at = ReadValue(text, colon + 1, out string? value);
            if (key.Length == 0 || value is null)
            {
                problem = $"expected 'key: value' in the options {{{text}}}";
                return false;
            }
            if (!found.TryAdd(key, value))
            {
                problem = $"the option '{key}' is given twice in {{{text}}}";
                return false;
            }
            if (at >= text.Length)
            {
                options = found.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
                return true;
            }
        }
    }

    /// <summary>Reads a bare or quoted value and the comma behind it; null when malformed. Returns where the next key begins.</summary>
    private static int ReadValue(string text, int at, out string? value)
    {
        value = null;
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
        if (at < text.Length && text[at] is '"' or '\'')
        {
            int closing = text.IndexOf(text[at], at + 1);
            if (closing < 0)
            {
                return text.Length;
            }
            int comma = text.IndexOf(',', closing);
            int end = comma < 0 ? text.Length : comma;
            if (text[(closing + 1)..end].Trim().Length == 0)
            {
                value = text[(at + 1)..closing];
            }
            return comma < 0 ? text.Length : comma + 1;
        }
        int next = text.IndexOf(',', at);
        string bare = text[at..(next < 0 ? text.Length : next)].Trim();
        value = bare.Length == 0 ? null : bare;
        return next < 0 ? text.Length : next + 1;
    }
}
