namespace Quiver.Storage;

/// <summary>
/// A reusable cursor over the relationships of a batch of nodes: <see cref="Start"/>, then <see cref="Next"/> until it returns 0,
/// then the next batch.
/// </summary>
public abstract class Expansion
{
    /// <summary>Begins with a batch of node ids; ids below 0 (null rows) have no relationships. The span is copied.</summary>
    public abstract void Start(ReadOnlySpan<long> nodes);

    /// <summary>
    /// Fills the spans (of equal length) with the next relationships, in the order of the input rows: the input row, the relationship's id and the
    /// node at its other end. Returns how many; 0 when the batch is exhausted.
    /// </summary>
    public abstract int Next(Span<int> rows, Span<long> relationships, Span<long> neighbours);
}
