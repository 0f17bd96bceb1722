namespace Quiver.Storage;

/// <summary>A scan over nodes in id order.</summary>
public abstract class NodeScan
{
    /// <summary>Fills the span from its start with the next node ids; returns how many, 0 at the end.</summary>
    public abstract int Next(Span<long> nodes);
}
