namespace Quiver.Storage.Generations;

/// <summary>The list of all segments and adjacency blocks of a generation. Immutable.</summary>
internal sealed record GenerationDirectory
{
    /// <summary>A base that holds nothing.</summary>
    public static readonly GenerationDirectory Empty = new();

    /// <summary>Node segments, ascending by index.</summary>
    public NodeSegmentEntry[] NodeSegments { get; init; } = [];

    /// <summary>Relationship segments with properties, ascending by index.</summary>
    public RelationshipSegmentEntry[] RelationshipSegments { get; init; } = [];

    /// <summary>Property columns: each segment's stand together, ascending by key.</summary>
    public ColumnEntry[] Columns { get; init; } = [];

    /// <summary>Adjacency blocks, ascending by direction (outgoing first), segment and type.</summary>
    public AdjacencyEntry[] Adjacency { get; init; } = [];
}
