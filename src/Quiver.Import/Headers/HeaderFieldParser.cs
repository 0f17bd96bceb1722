using System.Collections.Frozen;

namespace Quiver.Import.Headers;

/// <summary>Reads one field of a header: <c>name:type(group){options}</c>, group and options in either order.</summary>
internal static class HeaderFieldParser
{
    private const string KnownTypes =
        "byte, short, int, long, float, double, boolean, char, string, point, date, localtime, time, localdatetime, datetime, duration, vector (all but char and vector also with []), or ID, LABEL, START_ID, END_ID, TYPE, IGNORE";

    /// <summary>Reads a field; null with the problem when it is wrong.</summary>
    /// <param name="field">The field.</param>
    /// <param name="position">Its column.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="isIncremental">Whether it may say what an incremental import does with rows.</param>
    public static HeaderColumn? Parse(
        string field,
        int position,
        out string problem,
        bool isIncremental = false
    )
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
        if (FindMisplacedOptions(field) is { } better)
        {
            problem =
                $"options stand in braces, and a group's name in parentheses: write '{better}' for '{field}'";
            return null;
        }
        if (!TryCutGroup(ref text, out string group))
        {
            problem = $"expected a closing ')' in '{field}'";
            return null;
        }
        int colon = text.LastIndexOf(':');
        string name = colon < 0 ? text : text[..colon];
        string type = colon < 0 ? "string" : text[(colon + 1)..].Trim();
        bool isKnown = TryParseType(type, out var role, out var propertyType, out bool isArray);
        if (!isKnown || (!isIncremental && role >= ColumnRole.Action))
        {
            problem = Unknown(type, field);
            return null;
        }
        if (role == ColumnRole.Property && TryFindIdRole(ref name, ref group) is { } idRole)
        {
            role = idRole;
            options = idRole == ColumnRole.Id ? WithIdType(options, type) : options;
            propertyType = PropertyType.String;
            isArray = false;
        }
        if (role == ColumnRole.Id)
        {
            propertyType = IdRules.StoredApartAs(options);
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

    /// <summary>Cuts <c>(group)</c> off, which stands after the last colon: parentheses before it belong to the name. The name of a group may have colons of its own behind a keyword, as in <c>:ID(a:b)</c>.</summary>
    private static bool TryCutGroup(ref string text, out string group)
    {
        group = "";
        int colon = text.LastIndexOf(':');
        int open = colon < 0 ? -1 : text.IndexOf('(', colon);
        open = open < 0 ? FindGroupOfIds(text) : open;
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

    /// <summary>Where the parenthesis opens in <c>name:ID(a:b)</c>, which ends the text; -1 in anything else.</summary>
    private static int FindGroupOfIds(string text)
    {
        if (!text.EndsWith(')'))
        {
            return -1;
        }
        for (int open = text.IndexOf('('); open >= 0; open = text.IndexOf('(', open + 1))
        {
            int colon = text.LastIndexOf(':', open);
            if (colon >= 0 && IsIdRole(RoleOf(text[(colon + 1)..open].Trim())))
            {
                return open;
            }
        }
        return -1;
    }

    private static bool IsIdRole(ColumnRole role) =>
        role is ColumnRole.Id or ColumnRole.StartId or ColumnRole.EndId;

    private static bool TryParseType(
        string text,
        out ColumnRole role,
        out PropertyType type,
        out bool isArray
    )
    {
        type = PropertyType.String;
        isArray = false;
        if (text is "IGNORE" or "ACTION")
        {
            role = text is "IGNORE" ? ColumnRole.Ignored : ColumnRole.Action;
            return true;
        }
        role = RoleOf(text);
        if (role != ColumnRole.Property)
        {
            return true;
        }
        isArray = text.EndsWith("[]", StringComparison.Ordinal);
        string name = isArray ? text[..^2].Trim() : text;
        return PropertyTypes.TryParse(name, out type)
            && (!isArray || PropertyTypes.HasArrays(type));
    }

    private static ColumnRole RoleOf(string text) =>
        text.ToUpperInvariant() switch
        {
            "ID" => ColumnRole.Id,
            "LABEL" or "+LABEL" => ColumnRole.Label,
            "START_ID" => ColumnRole.StartId,
            "END_ID" => ColumnRole.EndId,
            "TYPE" => ColumnRole.Type,
            "-LABEL" => ColumnRole.RemovedLabel,
            "-PROPERTY" => ColumnRole.RemovedProperty,
            _ => ColumnRole.Property,
        };

    /// <summary>The role of <c>:START_ID(group):int</c> and its like, where a type stands behind the keyword; its name loses the keyword and the group.</summary>
    private static ColumnRole? TryFindIdRole(ref string name, ref string group)
    {
        string text = name;
        if (!TryCutGroup(ref text, out string ownGroup))
        {
            return null;
        }
        int colon = text.LastIndexOf(':');
        var role = colon < 0 ? ColumnRole.Property : RoleOf(text[(colon + 1)..].Trim());
        if (!IsIdRole(role))
        {
            return null;
        }
        name = text[..colon];
        group = ownGroup.Length > 0 ? ownGroup : group;
        return role;
    }

    /// <summary>An identifier with a type behind it is one of that type. At the ends of relationships the group says it already.</summary>
    private static FrozenDictionary<string, string> WithIdType(
        FrozenDictionary<string, string> options,
        string type
    ) =>
        options.ContainsKey(HeaderOptions.IdType)
            ? options
            : options
                .Append(new(HeaderOptions.IdType, type))
                .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What <c>:ID(label:Person)</c> was probably meant to be, as Neo4j's manual writes it in places; null for anything else.</summary>
    private static string? FindMisplacedOptions(string field)
    {
        const string Begin = ":ID(";
        int open = field.IndexOf(Begin, StringComparison.OrdinalIgnoreCase);
        if (open < 0 || !field.EndsWith(')'))
        {
            return null;
        }
        string inside = field[(open + Begin.Length)..^1];
        return
            HeaderOptions.TryParse(inside, out var options, out _)
            && options.ContainsKey(HeaderOptions.Label)
            ? $"{field[..(open + Begin.Length - 1)]}{{{inside}}}"
            : null;
    }

    private static string Unknown(string type, string field) =>
        type.ToUpperInvariant() switch
        {
            "IGNORE" => $"'{type}' in '{field}' must be written IGNORE, in capitals",
            "ACTION" when type is not "ACTION" =>
                $"'{type}' in '{field}' is not a valid type; ACTION, in capitals, belongs to an incremental import",
            "ACTION" or "-LABEL" or "-PROPERTY" =>
                $"'{type}' in '{field}' belongs to an incremental import, not to a full one",
            "CHAR[]" or "VECTOR[]" =>
                $"'{type}' in '{field}' is not a valid type: there are no arrays of it",
            "" => $"'{field}' lacks a type after its colon",
            _ =>
                $"'{type}' in '{field}' is not a valid type.{HeaderHints.FindType(type)} Known are {KnownTypes}",
        };
}
