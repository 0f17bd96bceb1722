using Quiver.Cypher.Execution.Tokens;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>The number of relationships, of some types or at nodes with a label.</summary>
internal sealed class RelationshipCounter(RelationshipCountFromCountStore node) : IEntityCounter
{
    private readonly RelationshipTypeReferences _types = new(node.Types);

    /// <inheritdoc/>
    public long Count(QueryContext context)
    {
        var (counts, tokens) = (context.Snapshot.Counts, context.Snapshot.Tokens);
        string? label = node.StartLabel ?? node.EndLabel;
        if (node.Types.Count == 0 && label is null)
        {
            return counts.Relationships;
        }
        int labelId = label is null ? 0 : tokens.Label(label).Value;
        var byLabel = node.StartLabel is null
            ? counts.RelationshipsByEndLabel
            : counts.RelationshipsByStartLabel;
        long total = 0;
        foreach (var type in _types.ResolveAll(tokens))
        {
            total += label is null
                ? counts.RelationshipsByType.GetValueOrDefault(type.Value)
                : byLabel.GetValueOrDefault((labelId, type.Value));
        }
        return total;
    }
}
