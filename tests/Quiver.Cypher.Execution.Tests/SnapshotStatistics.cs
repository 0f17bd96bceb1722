using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model;
using Quiver.Storage;
using Quiver.Storage.Schema;

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

    public IReadOnlyList<string> Labels => snapshot.Tokens.Labels.All;

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

    /// <summary>Whether plans may use indexes.</summary>
    public bool SeesIndexes { get; init; } = true;

    public IReadOnlyList<IndexDescription> Indexes =>
        SeesIndexes
            ?
            [
                .. snapshot
                    .Schema.Indexes.Where(i =>
                        i.Kind != IndexKind.Lookup && snapshot.Schema.IsOnline(i)
                    )
                    .Select(Describe),
            ]
            : [];

    private IndexDescription Describe(IndexDefinition index)
    {
        var estimate = snapshot.EstimateIndex(index);
        return new IndexDescription(
            index.Name,
            Enum.Parse<IndexType>(index.Kind.ToString()),
            index.Entity == EntityKind.Relationship,
            SchemaText.NameOf(index.Entity, index.Token, snapshot.Tokens),
            [.. SchemaText.KeysOf(index.Keys, snapshot.Tokens)],
            index.IsUnique,
            new PropertyStatistics(estimate.Entries, estimate.DistinctKeys)
        );
    }
}
