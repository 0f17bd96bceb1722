namespace Quiver.Import.Headers;

/// <summary>Reads one field of a header: <c>name:type(group){options}</c>, group and options in either order.</summary>
internal static class HeaderFieldParser
{
    private const string KnownTypes =
        "byte, short, int, long, float, double, boolean, char, string, point, date, localtime, time, localdatetime, datetime, duration (each but char also with []), or ID, LABEL, START_ID, END_ID, TYPE, IGNORE";

    /// <summary>Reads a field; null with the problem when it is wrong.</summary>
    public static HeaderColumn? Parse(string field, int position, out string problem)
    {
        problem = "";
        var options = HeaderOptions.None;
        string text = field;
        if (text.Length == 0)
        {
            return Ignored(position);
        }
        int open = text.LastIndexOf('{');
        int close = text.LastIndexOf('}');
        if (open >= 0 != close >= 0 || open > close)
        {
            problem = $"expected '{{' and a closing '}}' in '{field}'";
            return null;
        }
        if (open >= 0)
        {
            if (!HeaderOptions.TryParse(text[(open + 1)..close], out options, out problem))
            {
                return null;
            }
            text = text[..open] + text[(close + 1)..];
        }
        if (!TryCutGroup(ref text, out string group))
        {
            problem = $"expected a closing ')' in '{field}'";
            return null;
        }
        int colon = text.LastIndexOf(':');
        string name = colon < 0 ? text : text[..colon];
        string type = colon < 0 ? "string" : text[(colon + 1)..].Trim();
        if (!TryParseType(type, out var role, out var propertyType, out bool isArray))
        {
            problem = Unknown(type, field);
            return null;
        }
        if (role == ColumnRole.Property && name.Length == 0)
        {
            problem = $"'{field}' has a type but no name";
            return null;
        }
        return new HeaderColumn(position, name, role, propertyType, isArray, group, options);
    }

    private static HeaderColumn Ignored(int position) =>
        new(position, "", ColumnRole.Ignored, PropertyType.String, false, "", HeaderOptions.None);

    /// <summary>Cuts <c>(group)</c> off, which stands after the last colon: parentheses before it belong to the name.</summary>
    private static bool TryCutGroup(ref string text, out string group)
    {
        group = "";
        int colon = text.LastIndexOf(':');
        int open = colon < 0 ? -1 : text.IndexOf('(', colon);
        if (open < 0)
        {
            return true;
        }
        int close = text.LastIndexOf(')');
        if (close < open)
        {
            return false;
        }
        group = text[(open + 1)..close].Trim();
        text = text[..open] + text[(close + 1)..];
        return true;
    }

    private static bool TryParseType(
        string text,
        out ColumnRole role,
        out PropertyType type,
        out bool isArray
    )
    {
        type = PropertyType.String;
        isArray = false;
        if (text is "IGNORE")
        {
            role = ColumnRole.Ignored;
            return true;
        }
        role = text.ToUpperInvariant() switch
        {
            "ID" => ColumnRole.Id,
            "LABEL" => ColumnRole.Label,
            "START_ID" => ColumnRole.StartId,
            "END_ID" => ColumnRole.EndId,
            "TYPE" => ColumnRole.Type,
            _ => ColumnRole.Property,
        };
        if (role != ColumnRole.Property)
        {
            return true;
        }
        isArray = text.EndsWith("[]", StringComparison.Ordinal);
        string name = isArray ? text[..^2].Trim() : text;
        return name.Length > 0
            && char.IsAsciiLetter(name[0])
            && Enum.TryParse(name, ignoreCase: true, out type)
            && !(isArray && type == PropertyType.Char);
    }

    private static string Unknown(string type, string field) =>
        type.ToUpperInvariant() switch
        {
            "IGNORE" => $"'{type}' in '{field}' must be written IGNORE, in capitals",
            "ACTION" or "+LABEL" or "-LABEL" or "-PROPERTY" =>
                $"'{type}' in '{field}' belongs to an incremental import, not to a full one",
            "VECTOR" => $"'{type}' in '{field}': vectors are not supported yet",
            "" => $"'{field}' lacks a type after its colon",
            _ => $"'{type}' in '{field}' is not a valid type. Known are {KnownTypes}",
        };
}
