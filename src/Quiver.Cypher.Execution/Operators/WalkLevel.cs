using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// The walks of one length that a variable-length expansion is at: each is the last step and the walk of the level below that it
/// continues. The level's cursor gives the walks one step longer.
/// </summary>
internal sealed class WalkLevel(Expansion expansion)
{
    private int _count;

    /// <summary>For each walk the one it continues, on the level below; at the lowest level nothing.</summary>
    public int[] Parents { get; private set; } = [];

    /// <summary>For each walk its last relationship; at the lowest level nothing.</summary>
    public long[] Relationships { get; private set; } = [];

    /// <summary>For each walk the row where it began.</summary>
    public int[] Rows { get; private set; } = [];

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => 64 + _count * 24L;

    /// <summary>Sets walks without a step and begins to extend them: the lowest level.</summary>
    /// <param name="rows">For each the row where it begins.</param>
    /// <param name="nodes">For each the node where it begins.</param>
    public void Start(ReadOnlySpan<int> rows, ReadOnlySpan<long> nodes)
    {
        Reserve(rows.Length);
        rows.CopyTo(Rows);
        expansion.Start(nodes);
    }

    /// <summary>Sets the walks and begins to extend them.</summary>
    /// <param name="below">The level of the walks that they continue.</param>
    /// <param name="parents">For each the one it continues.</param>
    /// <param name="relationships">For each its last relationship.</param>
    /// <param name="nodes">For each the node it has reached.</param>
    public void Start(
        WalkLevel below,
        ReadOnlySpan<int> parents,
        ReadOnlySpan<long> relationships,
        ReadOnlySpan<long> nodes
    )
    {
        Reserve(parents.Length);
        parents.CopyTo(Parents);
        relationships.CopyTo(Relationships);
        for (int i = 0; i < parents.Length; i++)
        {
            Rows[i] = below.Rows[parents[i]];
        }
        expansion.Start(nodes);
    }

    /// <summary>The next walks one step longer, before any check.</summary>
    public int Next(Span<int> parents, Span<long> relationships, Span<long> nodes) =>
        expansion.Next(parents, relationships, nodes);

    private void Reserve(int count)
    {
        _count = count;
        if (Rows.Length < count)
        {
            int length = Math.Max(count, 2 * Rows.Length);
            Rows = new int[length];
            Parents = new int[length];
            Relationships = new long[length];
        }
    }
}
