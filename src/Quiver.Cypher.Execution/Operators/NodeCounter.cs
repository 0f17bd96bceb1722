namespace Quiver.Cypher.Execution.Operators;

/// <summary>The number of nodes, or of those with a label.</summary>
internal sealed class NodeCounter(string? label) : IEntityCounter
{
    /// <inheritdoc/>
    public long Count(QueryContext context)
    {
        var snapshot = context.Snapshot;
        return label is null
            ? snapshot.Counts.Nodes
            : snapshot.Counts.NodesByLabel.GetValueOrDefault(snapshot.Tokens.Label(label).Value);
    }
}
