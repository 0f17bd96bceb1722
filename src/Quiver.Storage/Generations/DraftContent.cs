using Quiver.Storage.Statistics;
using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>What a generation consists of while it is written: entries in any order.</summary>
/// <param name="Mark">The files.</param>
/// <param name="Nodes">Node segments, each with its columns.</param>
/// <param name="Relationships">Relationship segments, each with its columns.</param>
/// <param name="Adjacency">Adjacency blocks.</param>
/// <param name="Estimates">Values and different values by property key.</param>
internal sealed record DraftContent(
    StoreMark Mark,
    List<(NodeSegmentEntry Entry, ColumnEntry[] Columns)> Nodes,
    List<(RelationshipSegmentEntry Entry, ColumnEntry[] Columns)> Relationships,
    List<AdjacencyEntry> Adjacency,
    KeyEstimates Estimates
);
