namespace Quiver.Storage;

/// <summary>A scan over the relationships of a type.</summary>
public abstract class RelationshipScan
{
    /// <summary>Fills the spans (of equal length) with the next relationships and their ends; returns how many, 0 at the end.</summary>
    public abstract int Next(Span<long> relationships, Span<long> starts, Span<long> ends);
}
