using System.Globalization;
using System.Text;

namespace Quiver.Model.Values;

/// <summary>Values as Cypher literals, for messages and tests; and as toString() gives them.</summary>
/// <remarks>Nodes, relationships, paths and bytes have no literal; they are written as <c>Node(1)</c>, <c>Relationship(2)</c>, <c>Path((1)-[2]-(3))</c> and <c>Bytes(0A0B)</c>.</remarks>
public static class ValueText
{
    /// <summary>The value as a Cypher literal would write it ('text' quoted).</summary>
    public static string Format(Value value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    /// <summary>The value as toString() gives it (text bare). Null gives <c>null</c>; lists and maps their literal.</summary>
    public static string ToText(Value value) =>
        value.Kind switch
        {
            ValueKind.String => value.AsString(),
            ValueKind.Date => value.AsDate().ToString(),
            ValueKind.LocalTime => value.AsLocalTime().ToString(),
            ValueKind.ZonedTime => value.AsZonedTime().ToString(),
            ValueKind.LocalDateTime => value.AsLocalDateTime().ToString(),
            ValueKind.ZonedDateTime => value.AsZonedDateTime().ToString(),
            ValueKind.Duration => value.AsDuration().ToString(),
            _ => Format(value),
        };

    /// <summary>Appends text between single quotes, with escapes that the parser reads back.</summary>
    public static void AppendQuoted(StringBuilder text, string content)
    {
        text.Append('\'');
        foreach (char c in content)
        {
            switch (c)
            {
                case '\'':
                case '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                default:
                    AppendCharacter(text, c);
                    break;
            }
        }
        text.Append('\'');
    }

    /// <summary>Appends a name as an identifier: bare where the grammar allows it, else in back-ticks.</summary>
    public static void AppendIdentifier(StringBuilder text, string name)
    {
        if (IsPlainIdentifier(name))
        {
            text.Append(name);
        }
        else
        {
            text.Append('`').Append(name.Replace("`", "``", StringComparison.Ordinal)).Append('`');
        }
    }

    private static void AppendCharacter(StringBuilder text, char c)
    {
        if (char.IsControl(c))
        {
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }
        else
        {
            text.Append(c);
        }
    }

    private static bool IsPlainIdentifier(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }
        return true;
    }

    private static void Append(StringBuilder text, in Value value, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                text.Append("null");
                break;
            case ValueKind.Boolean:
                text.Append(value.AsBoolean() ? "true" : "false");
                break;
            case ValueKind.Integer:
                text.Append(CultureInfo.InvariantCulture, $"{value.AsInteger()}");
                break;
            case ValueKind.Float:
                text.Append(FloatText.Format(value.AsFloat()));
                break;
            case ValueKind.String:
                AppendQuoted(text, value.AsString());
                break;
            case ValueKind.List:
                AppendList(text, value.AsList(), depth);
                break;
            case ValueKind.Map:
                AppendMap(text, value.AsMap(), depth);
                break;
            case ValueKind.Point:
                text.Append(value.AsPoint());
                break;
            case ValueKind.Vector:
                text.Append(value.AsVector());
                break;
            default:
                AppendConstructed(text, value);
                break;
        }
    }

    private static void AppendConstructed(StringBuilder text, in Value value)
    {
        var culture = CultureInfo.InvariantCulture;
        _ = value.Kind switch
        {
            ValueKind.Node => text.Append(culture, $"Node({value.Bits})"),
            ValueKind.Relationship => text.Append(culture, $"Relationship({value.Bits})"),
            ValueKind.Path => AppendPath(text, value.AsPath()),
            ValueKind.Bytes => text.Append(
                culture,
                $"Bytes({Convert.ToHexString(value.AsBytes())})"
            ),
            ValueKind.Date => text.Append(culture, $"date('{value.AsDate()}')"),
            ValueKind.LocalTime => text.Append(culture, $"localtime('{value.AsLocalTime()}')"),
            ValueKind.ZonedTime => text.Append(culture, $"time('{value.AsZonedTime()}')"),
            ValueKind.LocalDateTime => text.Append(
                culture,
                $"localdatetime('{value.AsLocalDateTime()}')"
            ),
            ValueKind.ZonedDateTime => text.Append(
                culture,
                $"datetime('{value.AsZonedDateTime()}')"
            ),
            _ => text.Append(culture, $"duration('{value.AsDuration()}')"),
        };
    }

    private static void AppendList(StringBuilder text, ListValue list, int depth)
    {
        ValueNesting.Check(depth);
        text.Append('[');
        for (int i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }
            Append(text, list[i], depth + 1);
        }
        text.Append(']');
    }

    private static void AppendMap(StringBuilder text, MapValue map, int depth)
    {
        ValueNesting.Check(depth);
        text.Append('{');
        bool isFirst = true;
        foreach (ref readonly var entry in map.AsSpan())
        {
            if (!isFirst)
            {
                text.Append(", ");
            }
            isFirst = false;
            AppendIdentifier(text, entry.Key);
            text.Append(": ");
            Append(text, entry.Value, depth + 1);
        }
        text.Append('}');
    }

    private static StringBuilder AppendPath(StringBuilder text, PathValue path)
    {
        var culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"Path(({path.Nodes[0].Value})");
        for (int i = 0; i < path.Length; i++)
        {
            long relationship = path.Relationships[i].Value;
            text.Append(culture, $"-[{relationship}]-({path.Nodes[i + 1].Value})");
        }
        return text.Append(')');
    }
}
