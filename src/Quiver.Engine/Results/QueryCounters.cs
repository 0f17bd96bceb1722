namespace Quiver.Engine.Results;

/// <summary>How much a query changed.</summary>
public readonly record struct QueryCounters
{
    /// <summary>Nodes created.</summary>
    public int NodesCreated { get; init; }

    /// <summary>Nodes deleted.</summary>
    public int NodesDeleted { get; init; }

    /// <summary>Relationships created.</summary>
    public int RelationshipsCreated { get; init; }

    /// <summary>Relationships deleted.</summary>
    public int RelationshipsDeleted { get; init; }

    /// <summary>Properties set or removed.</summary>
    public int PropertiesSet { get; init; }

    /// <summary>Labels added to nodes.</summary>
    public int LabelsAdded { get; init; }

    /// <summary>Labels removed from nodes.</summary>
    public int LabelsRemoved { get; init; }

    /// <summary>Indexes added.</summary>
    public int IndexesAdded { get; init; }

    /// <summary>Indexes removed.</summary>
    public int IndexesRemoved { get; init; }

    /// <summary>Constraints added.</summary>
    public int ConstraintsAdded { get; init; }

    /// <summary>Constraints removed.</summary>
    public int ConstraintsRemoved { get; init; }

    /// <summary>Changes to databases, users and roles.</summary>
    public int SystemUpdates { get; init; }

    /// <summary>Whether the graph or its schema was changed.</summary>
    public bool ContainsUpdates => this with { SystemUpdates = 0 } != default;

    /// <summary>Whether databases, users or roles were changed.</summary>
    public bool ContainsSystemUpdates => SystemUpdates != 0;
}
