namespace Quiver.Cypher.Execution;

/// <summary>How much a statement changed.</summary>
public readonly record struct UpdateCounters
{
    /// <summary>Nodes created.</summary>
    public int NodesCreated { get; init; }

    /// <summary>Nodes deleted.</summary>
    public int NodesDeleted { get; init; }

    /// <summary>Relationships created.</summary>
    public int RelationshipsCreated { get; init; }

    /// <summary>Relationships deleted, with those that went with their nodes.</summary>
    public int RelationshipsDeleted { get; init; }

    /// <summary>Properties set, also to the value that they had, and properties removed.</summary>
    public int PropertiesSet { get; init; }

    /// <summary>Labels that nodes got.</summary>
    public int LabelsAdded { get; init; }

    /// <summary>Labels that nodes lost.</summary>
    public int LabelsRemoved { get; init; }

    /// <summary>How many changes there are of all kinds.</summary>
    internal long All =>
        (long)NodesCreated
        + NodesDeleted
        + RelationshipsCreated
        + RelationshipsDeleted
        + PropertiesSet
        + LabelsAdded
        + LabelsRemoved;

    /// <summary>The changes of two statements.</summary>
    public UpdateCounters With(UpdateCounters other) =>
        new()
        {
            NodesCreated = NodesCreated + other.NodesCreated,
            NodesDeleted = NodesDeleted + other.NodesDeleted,
            RelationshipsCreated = RelationshipsCreated + other.RelationshipsCreated,
            RelationshipsDeleted = RelationshipsDeleted + other.RelationshipsDeleted,
            PropertiesSet = PropertiesSet + other.PropertiesSet,
            LabelsAdded = LabelsAdded + other.LabelsAdded,
            LabelsRemoved = LabelsRemoved + other.LabelsRemoved,
        };
}
