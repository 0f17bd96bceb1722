using System.Collections.Immutable;
using System.Globalization;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>The counts that plans are weighed with, as <c>db.stats.retrieve('GRAPH COUNTS')</c> gives them.</summary>
/// <param name="snapshot">The graph.</param>
/// <param name="isAnonymous">Whether labels, types and keys are numbered instead of named.</param>
internal sealed class GraphCountsSection(Snapshot snapshot, bool isAnonymous)
{
    private const string Count = "count";

    /// <summary>The counts of nodes and relationships, the indexes and the constraints.</summary>
    public Value Read() =>
        Map(
            ("nodes", Value.List([.. Nodes()])),
            ("relationships", Value.List([.. Relationships()])),
            ("indexes", Value.List([.. Indexes()])),
            ("constraints", Value.List([.. snapshot.Schema.Constraints.Select(Constraint)]))
        );

    private IEnumerable<Value> Nodes()
    {
        yield return Map((Count, Value.Integer(snapshot.Counts.Nodes)));
        foreach (var (label, count) in Occurring(snapshot.Counts.NodesByLabel))
        {
            yield return Map(("label", Label(label)), (Count, Value.Integer(count)));
        }
    }

    private IEnumerable<Value> Relationships()
    {
        var counts = snapshot.Counts;
        yield return Map((Count, Value.Integer(counts.Relationships)));
        foreach (var (type, count) in Occurring(counts.RelationshipsByType))
        {
            yield return Map(("relationshipType", Type(type)), (Count, Value.Integer(count)));
        }
        foreach (var ((label, type), count) in Occurring(counts.RelationshipsByStartLabel))
        {
            yield return Map(
                ("relationshipType", Type(type)),
                ("startLabel", Label(label)),
                (Count, Value.Integer(count))
            );
        }
        foreach (var ((label, type), count) in Occurring(counts.RelationshipsByEndLabel))
        {
            yield return Map(
                ("relationshipType", Type(type)),
                ("endLabel", Label(label)),
                (Count, Value.Integer(count))
            );
        }
    }

    private IEnumerable<Value> Indexes()
    {
        var schema = snapshot.Schema;
        foreach (var index in schema.Indexes.Where(schema.IsOnline))
        {
            var estimate = index.HasEntries ? snapshot.EstimateIndex(index) : default;
            // What was changed since has two entries, so that no more are counted than there are nodes or relationships.
            long entries = Math.Min(estimate.Entries, HoldersOf(index));
            yield return Map(
                (NameOfTokens(index.Entity), Tokens(index.Entity, index.Tokens)),
                ("properties", Keys(index.Keys)),
                ("indexType", Value.String(SchemaText.NameOf(index.Kind))),
                ("totalSize", Value.Integer(entries)),
                ("estimatedUniqueSize", Value.Integer(Math.Min(estimate.DistinctKeys, entries))),
                ("updatesSinceEstimation", Value.Integer(0))
            );
        }
    }

    private long HoldersOf(IndexDefinition index)
    {
        var counts =
            index.Entity == EntityKind.Node
                ? snapshot.Counts.NodesByLabel
                : snapshot.Counts.RelationshipsByType;
        return index.Tokens.Sum(token => counts.GetValueOrDefault(token));
    }

    private Value Constraint(ConstraintDefinition constraint) =>
        Map(
            (NameOfTokens(constraint.Entity), Tokens(constraint.Entity, [constraint.Token])),
            ("properties", Keys(constraint.Keys)),
            ("type", Value.String(SchemaText.TypeOf(constraint)))
        );

    private static string NameOfTokens(EntityKind entity) =>
        entity == EntityKind.Node ? "labels" : "relationshipTypes";

    private Value Tokens(EntityKind entity, ImmutableArray<int> tokens) =>
        Value.List([.. tokens.Select(t => entity == EntityKind.Node ? Label(t) : Type(t))]);

    private Value Keys(ImmutableArray<int> keys) =>
        Value.List([.. keys.Select(key => Name('p', key, snapshot.Tokens.PropertyKeys[key]))]);

    private Value Label(int label) => Name('L', label, snapshot.Tokens.Labels[label]);

    private Value Type(int type) => Name('R', type, snapshot.Tokens.RelationshipTypes[type]);

    private Value Name(char kind, int number, string name) =>
        Value.String(
            isAnonymous ? string.Create(CultureInfo.InvariantCulture, $"{kind}{number}") : name
        );

    private static IEnumerable<KeyValuePair<TKey, long>> Occurring<TKey>(
        IEnumerable<KeyValuePair<TKey, long>> counts
    ) => counts.Where(static entry => entry.Value > 0).OrderBy(static entry => entry.Key);

    private static Value Map(params ReadOnlySpan<(string Key, Value Value)> entries)
    {
        var pairs = new KeyValuePair<string, Value>[entries.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new(entries[i].Key, entries[i].Value);
        }
        return Value.Map(new MapValue(pairs));
    }
}
