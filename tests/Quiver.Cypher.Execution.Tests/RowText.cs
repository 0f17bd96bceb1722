using System.Text;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Tests;

/// <summary>Rows as specifications show them: nodes as (name), relationships as [start TYPE end].</summary>
internal sealed class RowText(Snapshot snapshot, Dictionary<long, string> names)
{
    public string Format(Value[] row) => string.Join(" | ", row.Select(Format));

    private string Format(Value value) =>
        value.Kind switch
        {
            ValueKind.Node => $"({names[value.AsNode().Value]})",
            ValueKind.Relationship => Format(value.AsRelationship()),
            ValueKind.List => $"[{string.Join(", ", value.AsList().Select(Format))}]",
            ValueKind.Map => "{"
                + string.Join(", ", value.AsMap().Select(e => $"{e.Key}: {Format(e.Value)}"))
                + "}",
            ValueKind.Path => Format(value.AsPath()),
            _ => value.ToString(),
        };

    private string Format(RelationshipId relationship)
    {
        Assert.True(snapshot.TryReadRelationship(relationship, out var record));
        string type = snapshot.Tokens.RelationshipTypes[record.Type.Value];
        return $"[{names[record.Start.Value]} {type} {names[record.End.Value]}]";
    }

    private string Format(PathValue path)
    {
        var text = new StringBuilder($"<({names[path.Nodes[0].Value]})");
        for (int i = 0; i < path.Length; i++)
        {
            text.Append(Format(path.Relationships[i]));
            text.Append($"({names[path.Nodes[i + 1].Value]})");
        }
        return text.Append('>').ToString();
    }
}
