namespace Quiver.Storage.Delta;

/// <summary>Where a run's sections begin, in bytes.</summary>
internal readonly record struct ChangeRunSections
{
    public int Nodes { get; init; }
    public int Labels { get; init; }
    public int NodeProperties { get; init; }
    public int Relationships { get; init; }
    public int RelationshipProperties { get; init; }
    public int Outgoing { get; init; }
    public int Incoming { get; init; }
    public int Counts { get; init; }
    public int Tokens { get; init; }
    public int Values { get; init; }
    public int End { get; init; }
}
