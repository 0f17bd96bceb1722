using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Another expansion, whose nodes and relationships are counted for a profile.</summary>
internal sealed class CountedExpansion(Expansion inner, QueryContext context) : Expansion
{
    /// <inheritdoc/>
    public override void Start(ReadOnlySpan<long> nodes)
    {
        context.CountHits(nodes.Length);
        inner.Start(nodes);
    }

    /// <inheritdoc/>
    public override int Next(Span<int> rows, Span<long> relationships, Span<long> neighbours)
    {
        int count = inner.Next(rows, relationships, neighbours);
        context.CountHits(count);
        return count;
    }
}
