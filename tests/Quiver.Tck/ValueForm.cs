using System.Globalization;
using System.Text.RegularExpressions;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Tck;

/// <summary>The one form of values in which results are compared with the kit's tables.</summary>
internal static partial class ValueForm
{
    /// <summary>A value of a result.</summary>
    public static string Of(Value value, IEntityLookup entities, bool ignoresListOrder)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                return "null";
            case ValueKind.Boolean:
                return value.AsBoolean() ? "true" : "false";
            case ValueKind.Integer:
                return value.AsInteger().ToString(CultureInfo.InvariantCulture);
            case ValueKind.Float:
                return Of(value.AsFloat());
            case ValueKind.List:
                var elements = value.AsList().Select(e => Of(e, entities, ignoresListOrder));
                return List([.. elements], ignoresListOrder);
            case ValueKind.Map:
                var entries = value
                    .AsMap()
                    .Select(e => (e.Key, Of(e.Value, entities, ignoresListOrder)));
                return Map([.. entries]);
            case ValueKind.Node:
                return Node(value.AsNode(), entities);
            case ValueKind.Relationship:
                return Relationship(value.AsRelationship(), entities, out _);
            case ValueKind.Path:
                return Path(value.AsPath(), entities);
            default:
                // Temporal values stand in the tables as their text, where seconds that are 0 are left out.
                return Quote(ZeroSeconds().Replace(ValueText.ToText(value), ""));
        }
    }

    /// <summary>A float. The two zeros are one number.</summary>
    public static string Of(double number) =>
        "float " + (number + 0.0).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Text.</summary>
    public static string Quote(string content) =>
        $"'{content.Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>A list.</summary>
    public static string List(List<string> elements, bool ignoresOrder)
    {
        if (ignoresOrder)
        {
            elements.Sort(StringComparer.Ordinal);
        }
        return $"[{string.Join(", ", elements)}]";
    }

    /// <summary>A map.</summary>
    public static string Map(List<(string Key, string Value)> entries)
    {
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return $"{{{string.Join(", ", entries.Select(static e => $"{e.Key}: {e.Value}"))}}}";
    }

    /// <summary>A node.</summary>
    public static string Node(List<string> labels, string properties)
    {
        labels.Sort(StringComparer.Ordinal);
        return $"({string.Concat(labels.Select(static l => ":" + l))} {(properties.Length == 0 ? "{}" : properties)})";
    }

    /// <summary>A relationship.</summary>
    public static string Relationship(string type, string properties) =>
        $"[:{type} {(properties.Length == 0 ? "{}" : properties)}]";

    private static string Node(NodeId node, IEntityLookup entities)
    {
        var labels = new List<string>();
        var properties = new List<KeyValuePair<string, Value>>();
        entities.ReadLabels(node, labels);
        entities.ReadProperties(node, properties);
        return Node(labels, Properties(properties, entities));
    }

    private static string Relationship(
        RelationshipId relationship,
        IEntityLookup entities,
        out NodeId start
    )
    {
        var properties = new List<KeyValuePair<string, Value>>();
        entities.ReadProperties(relationship, properties);
        entities.ReadRelationship(relationship, out string type, out start, out _);
        return Relationship(type, Properties(properties, entities));
    }

    private static string Path(PathValue path, IEntityLookup entities)
    {
        string text = "<" + Node(path.Nodes[0], entities);
        for (int i = 0; i < path.Length; i++)
        {
            string step = Relationship(path.Relationships[i], entities, out var start);
            bool isForward = start == path.Nodes[i];
            text += isForward ? $"-{step}->" : $"<-{step}-";
            text += Node(path.Nodes[i + 1], entities);
        }
        return text + ">";
    }

    [GeneratedRegex(@"(?<=^([^:]*T)?\d\d:\d\d):00(?![\d.:])", RegexOptions.ExplicitCapture)]
    private static partial Regex ZeroSeconds();

    private static string Properties(
        List<KeyValuePair<string, Value>> properties,
        IEntityLookup entities
    ) => Map([.. properties.Select(p => (p.Key, Of(p.Value, entities, false)))]);
}
