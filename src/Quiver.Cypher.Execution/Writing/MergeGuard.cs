using System.Text;
using Quiver.Cypher.Planning.Updates;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Refuses a MERGE whose pattern asks for a property that is null: nothing could ever match what it would make.</summary>
internal sealed class MergeGuard(
    EntityCreator creator,
    IReadOnlyList<NodeCreation> nodes,
    IReadOnlyList<RelationshipCreation> relationships
)
{
    /// <summary>Fails when a property of the pattern is null in a row.</summary>
    public void Check(Batch single, QueryContext context)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (NullKey(creator.Nodes[i].Properties, single, context) is { } key)
            {
                throw RuntimeErrors.MergeOfNull("node", key, NodeText(nodes[i], key));
            }
        }
        for (int i = 0; i < relationships.Count; i++)
        {
            if (NullKey(creator.Relationships[i].Properties, single, context) is { } key)
            {
                string text = RelationshipText(relationships[i], key);
                throw RuntimeErrors.MergeOfNull("relationship", key, text);
            }
        }
    }

    private static string? NullKey(PropertyTemplate? properties, Batch single, QueryContext context)
    {
        if (properties is null)
        {
            return null;
        }
        var values = properties.Evaluate(single, context);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].IsNull(0))
            {
                return properties.Keys[i];
            }
        }
        return null;
    }

    private static string NodeText(NodeCreation node, string key)
    {
        var text = new StringBuilder("(");
        text.Append(node.Node.IsNamed ? node.Node.Name : "");
        foreach (string label in node.Labels)
        {
            text.Append(':').Append(label);
        }
        bool isBare = text.Length == 1;
        return text.Append(isBare ? "{" : " {").Append(key).Append(": null})").ToString();
    }

    private static string RelationshipText(RelationshipCreation relationship, string key)
    {
        static string Name(Planning.Binding.Variable variable) =>
            variable.IsNamed ? variable.Name : "";
        return $"({Name(relationship.Start)})-[{Name(relationship.Relationship)}:{relationship.Type} {{{key}: null}}]->({Name(relationship.End)})";
    }
}
