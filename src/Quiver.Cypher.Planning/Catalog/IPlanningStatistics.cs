namespace Quiver.Cypher.Planning.Catalog;

/// <summary>What the planner weighs plans with. Names that the database does not know count 0.</summary>
public interface IPlanningStatistics
{
    /// <summary>The number of nodes.</summary>
    long NodeCount { get; }

    /// <summary>The number of relationships.</summary>
    long RelationshipCount { get; }

    /// <summary>The labels that the database knows.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>The number of nodes with a label.</summary>
    long NodesWithLabel(string label);

    /// <summary>The number of relationships of a type.</summary>
    long RelationshipsOfType(string type);

    /// <summary>The number of relationships of a type whose start node has a label.</summary>
    long RelationshipsFrom(string startLabel, string type);

    /// <summary>The number of relationships of a type whose end node has a label.</summary>
    long RelationshipsTo(string type, string endLabel);

    /// <summary>The estimate for a property key of nodes; null when there is none.</summary>
    PropertyStatistics? NodeProperty(string key);

    /// <summary>The estimate for a property key of relationships; null when there is none.</summary>
    PropertyStatistics? RelationshipProperty(string key);

    /// <summary>The indexes that can be read.</summary>
    IReadOnlyList<IndexDescription> Indexes { get; }
}
