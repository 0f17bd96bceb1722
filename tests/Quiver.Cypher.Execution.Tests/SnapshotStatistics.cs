using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Tests;

/// <summary>A snapshot's names and counts for the planner.</summary>
internal sealed class SnapshotStatistics(Snapshot snapshot, ProcedureCatalog? procedures = null)
    : IPlanningCatalog,
        IPlanningStatistics
{
    public ProcedureCatalog Procedures => procedures ?? ProcedureCatalog.Empty;

    public long NodeCount => snapshot.Counts.Nodes;

    public long RelationshipCount => snapshot.Counts.Relationships;

    public bool HasLabel(string name) => snapshot.Tokens.Label(name) != LabelId.None;

    public bool HasRelationshipType(string name) =>
        snapshot.Tokens.RelationshipType(name) != RelationshipTypeId.None;

    public bool HasPropertyKey(string name) =>
        snapshot.Tokens.PropertyKey(name) != PropertyKeyId.None;

    public long NodesWithLabel(string label) =>
        snapshot.Counts.NodesByLabel.GetValueOrDefault(snapshot.Tokens.Label(label).Value);

    public long RelationshipsOfType(string type) =>
        snapshot.Counts.RelationshipsByType.GetValueOrDefault(
            snapshot.Tokens.RelationshipType(type).Value
        );

    public long RelationshipsFrom(string startLabel, string type) =>
        snapshot.Counts.RelationshipsByStartLabel.GetValueOrDefault(
            (snapshot.Tokens.Label(startLabel).Value, snapshot.Tokens.RelationshipType(type).Value)
        );

    public long RelationshipsTo(string type, string endLabel) =>
        snapshot.Counts.RelationshipsByEndLabel.GetValueOrDefault(
            (snapshot.Tokens.Label(endLabel).Value, snapshot.Tokens.RelationshipType(type).Value)
        );

    public PropertyStatistics? NodeProperty(string key) => null;

    public PropertyStatistics? RelationshipProperty(string key) => null;

    public IReadOnlyList<IndexDescription> Indexes => [];
}
