using Quiver.Storage.Schema;
using Quiver.Storage.Statistics;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Generations;

/// <summary>What a writer knows at its end about the whole graph that it wrote.</summary>
public sealed record GenerationSummary
{
    /// <summary>The identity of the new database.</summary>
    public required Guid DatabaseId { get; init; }

    /// <summary>Names by the numbers used in the segments.</summary>
    public required TokenTable Tokens { get; init; }

    /// <summary>Exact counts of what was added.</summary>
    public required GraphCounts Counts { get; init; }

    /// <summary>The indexes and constraints that it has from its beginning.</summary>
    public SchemaDefinitions Schema { get; init; } = SchemaDefinitions.Initial;

    /// <summary>One above the highest node id used.</summary>
    public required long NodeIdLimit { get; init; }

    /// <summary>One above the highest relationship id used.</summary>
    public required long RelationshipIdLimit { get; init; }
}
