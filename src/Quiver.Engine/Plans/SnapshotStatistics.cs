using System.Diagnostics.CodeAnalysis;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Plans;

/// <summary>A snapshot as the planner sees it: names, counts and indexes.</summary>
/// <param name="snapshot">The snapshot.</param>
/// <param name="procedures">The procedures that the engine has.</param>
internal sealed class SnapshotStatistics(Snapshot snapshot, ProcedureCatalog procedures)
    : IPlanningCatalog,
        IPlanningStatistics
{
    /// <inheritdoc/>
    public long NodeCount => snapshot.Counts.Nodes;

    /// <inheritdoc/>
    public long RelationshipCount => snapshot.Counts.Relationships;

    /// <inheritdoc/>
    public ProcedureCatalog Procedures => procedures;

    /// <inheritdoc/>
    public bool HasLabel(string name) => snapshot.Tokens.Labels.Find(name) >= 0;

    /// <inheritdoc/>
    public bool HasRelationshipType(string name) =>
        snapshot.Tokens.RelationshipTypes.Find(name) >= 0;

    /// <inheritdoc/>
    public bool HasPropertyKey(string name) => snapshot.Tokens.PropertyKeys.Find(name) >= 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels => snapshot.Tokens.Labels.All;

    /// <inheritdoc/>
    public IReadOnlyList<string> RelationshipTypes => snapshot.Tokens.RelationshipTypes.All;

    /// <inheritdoc/>
    public IReadOnlyList<string>? KeysOfVectorIndex(string name) =>
        snapshot.Schema.Definitions.FindIndex(name) is { Kind: IndexKind.Vector } index
            ? [.. SchemaText.KeysOf(index.Keys[1..], snapshot.Tokens)]
            : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> PropertyKeys => snapshot.Tokens.PropertyKeys.All;

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
    [field: MaybeNull]
    public IReadOnlyList<IndexDescription> Indexes => field ??= Describe();

    private List<IndexDescription> Describe()
    {
        var descriptions = new List<IndexDescription>();
        foreach (var index in snapshot.Schema.Indexes)
        {
            if (index.AnswersConditions && snapshot.Schema.IsOnline(index))
            {
                descriptions.Add(Describe(index));
            }
        }
        return descriptions;
    }

    private IndexDescription Describe(IndexDefinition index)
    {
        var estimate = snapshot.EstimateIndex(index);
        var tokens = snapshot.Tokens;
        bool isRelationship = index.Entity == EntityKind.Relationship;
        string token = SchemaText.NameOf(index.Entity, index.Token, tokens);
        // A text index has an entry for each piece of a text, and each index two of what was changed since: no more are found than there are.
        long holders = isRelationship ? RelationshipsOfType(token) : NodesWithLabel(token);
        long entities = Math.Min(estimate.Entries, holders);
        return new IndexDescription(
            index.Name,
            index.Kind switch
            {
                IndexKind.Text => IndexType.Text,
                IndexKind.Point => IndexType.Point,
                _ => IndexType.Range,
            },
            isRelationship,
            token,
            [.. SchemaText.KeysOf(index.Keys, tokens)],
            index.IsUnique,
            new PropertyStatistics(entities, Math.Min(estimate.DistinctKeys, entities))
        );
    }
}
