using System.Globalization;
using System.Text;
using Quiver.Model.Values;

namespace Quiver.Cli.Shell;

/// <summary>Writes a result's values as Cypher would.</summary>
internal static class ResultText
{
    /// <summary>The value as a literal: text in quotes.</summary>
    public static string Literal(object? value) =>
        value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            string text => Quote(text),
            long or double or Value => Bare(value),
            byte[] bytes => "0x" + Convert.ToHexString(bytes),
            IReadOnlyDictionary<string, object?> map => Map(map),
            ResultNode node => Node(node),
            ResultRelationship relationship => $"[{Inside(relationship)}]",
            ResultPath path => Path(path),
            IEnumerable<object?> list => $"[{string.Join(", ", list.Select(Literal))}]",
            _ => value.ToString() ?? "",
        };

    /// <summary>The value as plain text: text without quotes, nothing for null.</summary>
    public static string Bare(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => ValueText.ToText(Value.Float(number)),
            Value other => ValueText.ToText(other),
            _ => Literal(value),
        };

    private static string Quote(string text) =>
        '"'
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
        + '"';

    private static string Map(IReadOnlyDictionary<string, object?> map) =>
        "{" + string.Join(", ", map.Select(e => $"{e.Key}: {Literal(e.Value)}")) + "}";

    private static string Node(ResultNode node)
    {
        var text = new StringBuilder("(");
        foreach (string label in node.Labels)
        {
            text.Append(':').Append(label);
        }
        if (node.Properties.Count > 0)
        {
            text.Append(node.Labels.Count > 0 ? " " : "").Append(Map(node.Properties));
        }
        return text.Append(')').ToString();
    }

    private static string Inside(ResultRelationship relationship) =>
        relationship.Properties.Count == 0
            ? $":{relationship.Type}"
            : $":{relationship.Type} {Map(relationship.Properties)}";

    private static string Path(ResultPath path)
    {
        var text = new StringBuilder(Node(path.Nodes[0]));
        for (int i = 0; i < path.Relationships.Count; i++)
        {
            var relationship = path.Relationships[i];
            bool forward = relationship.Start == path.Nodes[i].Id;
            text.Append(forward ? "-[" : "<-[")
                .Append(Inside(relationship))
                .Append(forward ? "]->" : "]-")
                .Append(Node(path.Nodes[i + 1]));
        }
        return text.ToString();
    }
}
