using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Procedures;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Engine.Plans;

/// <summary>A snapshot as the planner sees it: names and counts.</summary>
internal sealed class SnapshotStatistics(Snapshot snapshot) : IPlanningCatalog, IPlanningStatistics
{
    /// <inheritdoc/>
    public long NodeCount => snapshot.Counts.Nodes;

    /// <inheritdoc/>
    public long RelationshipCount => snapshot.Counts.Relationships;

    /// <inheritdoc/>
    public ProcedureCatalog Procedures => ServerProcedures.Catalog;

    /// <inheritdoc/>
    public bool HasLabel(string name) => snapshot.Tokens.Labels.Find(name) >= 0;

    /// <inheritdoc/>
    public bool HasRelationshipType(string name) =>
        snapshot.Tokens.RelationshipTypes.Find(name) >= 0;

    /// <inheritdoc/>
    public bool HasPropertyKey(string name) => snapshot.Tokens.PropertyKeys.Find(name) >= 0;

    /// <inheritdoc/>
    public long NodesWithLabel(string label) =>
        snapshot.Counts.NodesByLabel.GetValueOrDefault(snapshot.Tokens.Labels.Find(label));

    /// <inheritdoc/>
    public long RelationshipsOfType(string type) =>
        snapshot.Counts.RelationshipsByType.GetValueOrDefault(
            snapshot.Tokens.RelationshipTypes.Find(type)
        );

    /// <inheritdoc/>
    public long RelationshipsFrom(string startLabel, string type) =>
        snapshot.Counts.RelationshipsByStartLabel.GetValueOrDefault(
            (snapshot.Tokens.Labels.Find(startLabel), snapshot.Tokens.RelationshipTypes.Find(type))
        );

    /// <inheritdoc/>
    public long RelationshipsTo(string type, string endLabel) =>
        snapshot.Counts.RelationshipsByEndLabel.GetValueOrDefault(
            (snapshot.Tokens.Labels.Find(endLabel), snapshot.Tokens.RelationshipTypes.Find(type))
        );

    /// <inheritdoc/>
    public PropertyStatistics? NodeProperty(string key)
    {
        int number = snapshot.Tokens.PropertyKeys.Find(key);
        return
            number >= 0 && snapshot.EstimateNodeProperty(new PropertyKeyId(number)) is { } estimate
            ? new PropertyStatistics(estimate.ValueCount, estimate.DistinctCount)
            : null;
    }

    /// <inheritdoc/>
    public PropertyStatistics? RelationshipProperty(string key) => null;

    /// <inheritdoc/>
    public IReadOnlyList<IndexDescription> Indexes => [];
}
