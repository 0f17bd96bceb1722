using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.FullText;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;
using Quiver.Storage.FullText;
using Quiver.Storage.Schema;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>The procedures of full-text indexes.</summary>
internal static class FullTextProcedures
{
    private const string Skip = "skip";
    private const string Limit = "limit";
    private const string Analyzer = "analyzer";

    /// <summary>Among nodes.</summary>
    public static Procedure QueryNodes { get; } =
        Make(
            "db.index.fulltext.queryNodes",
            new("node", ProcedureType.Node, "The node."),
            EntityKind.Node
        );

    /// <summary>Among relationships.</summary>
    public static Procedure QueryRelationships { get; } =
        Make(
            "db.index.fulltext.queryRelationships",
            new("relationship", ProcedureType.Relationship, "The relationship."),
            EntityKind.Relationship
        );

    /// <summary>The analyzers that there are.</summary>
    public static Procedure ListAnalyzers { get; } =
        new(
            new ProcedureSignature(
                "db.index.fulltext.listAvailableAnalyzers",
                [],
                [
                    new("analyzer", ProcedureType.String, "The name."),
                    new("description", ProcedureType.String, "What it does."),
                    new(
                        "stopwords",
                        ProcedureType.ListOf(ProcedureType.String),
                        "The words that it leaves out."
                    ),
                ],
                "List the available analyzers that the full-text indexes can be configured with."
            ),
            static _ =>
                TextAnalyzers.All.Select(static analyzer =>
                    new[]
                    {
                        Value.String(analyzer.Name),
                        Value.String(analyzer.Description),
                        Value.List([
                            .. analyzer
                                .StopWords.Order(StringComparer.Ordinal)
                                .Select(Value.String),
                        ]),
                    }
                )
        );

    /// <summary>Waits for what is always so: changes are found with their commit.</summary>
    public static Procedure AwaitRefresh { get; } =
        new(
            new ProcedureSignature(
                "db.index.fulltext.awaitEventuallyConsistentIndexRefresh",
                [],
                [],
                "Wait for the updates from recently committed transactions to be applied to any eventually-consistent full-text indexes."
            ),
            static _ => []
        );

    private static Procedure Make(string name, ProcedureColumn entity, EntityKind kind) =>
        new(
            new ProcedureSignature(
                name,
                [
                    new("indexName", ProcedureType.String, "The full-text index."),
                    new("queryString", ProcedureType.String, "The query, in Lucene's syntax."),
                    new(
                        "options",
                        ProcedureType.Map,
                        "What to skip, how many are wanted, and another analyzer for the query.",
                        Value.Map(MapValue.Empty)
                    ),
                ],
                [entity, new("score", ProcedureType.Float, "How well it fits.")],
                "Query the given full-text index. Returns the matching entities, and their Lucene query score, ordered by score."
            ),
            call => Query(call, name, kind)
        );

    private static IEnumerable<Value[]> Query(
        ProcedureInvocation call,
        string procedure,
        EntityKind kind
    )
    {
        var definition = IndexOf(call, procedure, kind);
        var options = call.Arguments[2].IsNull ? MapValue.Empty : call.Arguments[2].AsMap();
        long skip = Number(options, Skip, procedure) ?? 0;
        long limit = Number(options, Limit, procedure) ?? int.MaxValue;
        var index = call.Snapshot.OpenFullText(definition);
        var analyzer = AnalyzerOf(options, procedure) ?? index.Analyzer;
        var parser = new FullTextQueryParser(
            call.Arguments[1].IsNull ? "" : call.Arguments[1].AsString(),
            analyzer,
            [.. SchemaText.KeysOf(definition.Keys, call.Snapshot.Tokens)],
            // Words are short, and nothing is kept of them.
            new RegularExpressions(new QueryMemory(limitBytes: 0), call.Cancellation),
            why => RuntimeErrors.ProcedureFailed(procedure, why)
        );
        if (parser.Parse() is not { } query)
        {
            return [];
        }
        var hits = new FullTextSearch(index, call.Charge, call.Cancellation).Run(query);
        hits.Sort(
            static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Id.CompareTo(b.Id)
        );
        return hits.Skip((int)Math.Min(skip, int.MaxValue))
            .Take((int)Math.Min(limit, int.MaxValue))
            // Scores are single numbers in the original's answers.
            .Select(hit => SearchedIndex.Hit(kind, hit.Id, (float)hit.Score));
    }

    private static IndexDefinition IndexOf(
        ProcedureInvocation call,
        string procedure,
        EntityKind kind
    )
    {
        var index = SearchedIndex.Of(call, procedure, IndexKind.FullText, kind);
        var schema = call.Snapshot.Schema;
        return schema.IsOnline(index)
            ? index
            : throw RuntimeErrors.ProcedureFailed(
                procedure,
                $"The index '{index.Name}' is not online: {schema.StatusOf(index).State.ToString().ToUpperInvariant()}"
            );
    }

    private static long? Number(MapValue options, string key, string procedure)
    {
        if (!options.TryGetValue(key, out var value))
        {
            return null;
        }
        return ProcedureArguments.TryWhole(value, out long number) && number >= 0
            ? number
            : throw RuntimeErrors.ProcedureFailed(
                procedure,
                $"'{key}' must be a whole number of 0 or more, and is {value}"
            );
    }

    private static TextAnalyzer? AnalyzerOf(MapValue options, string procedure)
    {
        if (!options.TryGetValue(Analyzer, out var value))
        {
            return null;
        }
        string name = value.Kind == ValueKind.String ? value.AsString() : value.ToString();
        return TextAnalyzers.Find(name)
            ?? throw RuntimeErrors.ProcedureFailed(
                procedure,
                $"There is no full-text analyzer '{name}'"
            );
    }
}
