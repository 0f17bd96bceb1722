using Quiver.Cypher.Execution;
using Quiver.Cypher.Planning.Shows;
using Quiver.Engine.Schema;
using Quiver.Model.Temporal;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Shows;

/// <summary>The rows of SHOW INDEXES.</summary>
internal static class IndexRows
{
    /// <summary>The indexes of a kind, or all, by name.</summary>
    public static IReadOnlyList<Value[]> Of(
        Snapshot snapshot,
        ShowSelection selection,
        IndexReads reads
    ) =>
        [
            .. snapshot
                .Schema.Indexes.Where(i =>
                    selection.Selection.Length == 0
                    || SchemaText.NameOf(i.Kind) == selection.Selection
                )
                .OrderBy(static i => i.Name, StringComparer.Ordinal)
                .Select(i => Row(snapshot, i, reads)),
        ];

    /// <summary>The options of an index as SHOW gives them.</summary>
    public static Value OptionsOf(IndexDefinition index) =>
        Value.Map(
            new MapValue([
                new(
                    "indexConfig",
                    index.Options.TryGetValue("indexConfig", out var configuration)
                        ? configuration
                        : Value.Map(MapValue.Empty)
                ),
                new("indexProvider", Value.String(index.Provider)),
            ])
        );

    private static Value[] Row(Snapshot snapshot, IndexDefinition index, IndexReads reads)
    {
        var schema = snapshot.Schema;
        var status = schema.StatusOf(index);
        var (count, last) = reads.Of(index.Id);

        // Labels are part of the graph and no index that could be read or not.
        bool isLookup = index.Kind == IndexKind.Lookup;
        var owner = index.OwningConstraint is { } id ? schema.Definitions.FindConstraint(id) : null;
        return
        [
            Value.Integer(index.Id),
            Value.String(index.Name),
            Value.String(status.State.ToString().ToUpperInvariant()),
            Value.Float(status.PopulationPercent),
            Value.String(SchemaText.NameOf(index.Kind)),
            Value.String(index.Entity.ToString().ToUpperInvariant()),
            isLookup
                ? Value.Null
                : Texts(SchemaText.NamesOf(index.Entity, index.Tokens, snapshot.Tokens)),
            isLookup ? Value.Null : Texts(SchemaText.KeysOf(index.Keys, snapshot.Tokens)),
            Value.String(index.Provider),
            owner is null ? Value.Null : Value.String(owner.Name),
            last is { } time ? Time(time) : Value.Null,
            isLookup ? Value.Null : Value.Integer(count),
            isLookup ? Value.Null : Time(reads.Since),
            OptionsOf(index),
            Value.String(status.FailureMessage),
            Value.String(StatementOf(snapshot, index, owner)),
        ];
    }

    private static string StatementOf(
        Snapshot snapshot,
        IndexDefinition index,
        ConstraintDefinition? owner
    )
    {
        var statements = new SchemaStatements(snapshot);
        return owner is null ? statements.Of(index) : statements.Of(owner);
    }

    private static Value Time(DateTimeOffset time) =>
        Value.ZonedDateTime(
            ZonedDateTime.FromInstant(
                time.ToUnixTimeSeconds(),
                (int)(time.UtcTicks % TimeSpan.TicksPerSecond) * 100,
                TemporalZone.Utc
            )
        );

    private static Value Texts(IEnumerable<string> texts) =>
        Value.List([.. texts.Select(Value.String)]);
}
