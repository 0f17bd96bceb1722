using System.Collections.Immutable;
using Quiver.Cypher.Syntax;
using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;

namespace Quiver.Fuzz.Generation;

/// <summary>The same question asked in several ways.</summary>
/// <param name="Plain">A MATCH with a condition, and all that it binds.</param>
/// <param name="Others">Queries with the same rows.</param>
internal sealed record Paraphrase(FuzzQuery Plain, IReadOnlyList<FuzzQuery> Others)
{
    /// <summary>Makes a question of decisions.</summary>
    public static Paraphrase Make(Choices choices, int size)
    {
        var generator = new QueryGenerator(choices);
        var scope = new Scope();
        string pattern = generator.Patterns.Pattern(scope, startsKnown: false);
        string condition = generator.Expressions.Condition(scope, Math.Min(size, 2));
        string extra = generator.Expressions.Condition(scope, 1);
        FuzzQuery Query(string text) =>
            generator.Constants.Template(text, changes: false).Ask(false);
        string[] names =
        [
            .. scope.All.Where(v => v.Kind is Kind.Node or Kind.Relationship).Select(v => v.Name),
        ];
        var texts = Texts(pattern, condition, extra, names);
        return new(
            Query(
                $"MATCH {pattern} WHERE {condition} RETURN {Columns(names.Select(n => $"{n}.id AS {n}"))}"
            ),
            [.. texts.Select(Query)]
        );
    }

    private static string Columns(IEnumerable<string> columns) =>
        string.Join(", ", columns.Append("1 AS one"));

    private static List<string> Texts(
        string pattern,
        string condition,
        string extra,
        string[] names
    )
    {
        string result = $"RETURN {Columns(names.Select(n => $"{n}.id AS {n}"))}";
        string entities = $"RETURN {Columns(names)}";
        string match = $"MATCH {pattern} WHERE";
        string all = $"{match} {condition}";
        var texts = new List<string>
        {
            $"MATCH {Reversed(pattern)} WHERE {condition} {result}",
            $"MATCH {pattern} WITH * WHERE {condition} {result}",
            $"MATCH {pattern} WITH *, {condition} AS holds WHERE holds {result}",
            $"{match} ({condition}) AND ({extra}) {result} UNION ALL {match} ({condition}) AND NOT ({extra}) {result} "
                + $"UNION ALL {match} ({condition}) AND ({extra}) IS NULL {result}",
            $"{match} NOT (NOT ({condition})) {result}",
            $"{all} {result} ORDER BY one",
            $"PROFILE {all} {result}",
            $"MATCH {pattern} WHERE EXISTS {{ WITH 1 AS unit WHERE {condition} RETURN unit }} {result}",
            $"MATCH {pattern} WITH *, COUNT {{ UNWIND [1] AS unit WITH DISTINCT unit WHERE {condition} RETURN unit }} AS held WHERE held = 1 {result}",
            $"MATCH {pattern} CALL (*) {{ WITH 1 AS unit WHERE {condition} RETURN unit }} {result}",
            $"CALL () {{ {all} {entities} }} {result.Replace("1 AS one", "one", StringComparison.Ordinal)}",
            $"{all} {entities} NEXT {result.Replace("1 AS one", "one", StringComparison.Ordinal)}",
            $"UNWIND [1, 2] AS half {match} ({condition}) AND half = 1 {result}",
            $"{match} CASE WHEN {condition} THEN true ELSE false END {result}",
            $"{all} WITH collect([{string.Join(", ", names)}]) AS rows UNWIND rows AS x "
                + $"RETURN {Columns(names.Select((n, i) => $"x[{i}].id AS {n}"))}",
        };
        if (names.Length > 0)
        {
            texts.Add($"OPTIONAL {all} WITH * WHERE {names[0]} IS NOT NULL {result}");
        }
        return texts;
    }

    /// <summary>A pattern from its other end; as it is where a list of its relationships, which would be in another order, has a name.</summary>
    private static string Reversed(string pattern)
    {
        var query = (SingleQuery)CypherParser.Parse($"MATCH {pattern} FINISH").Query;
        var part = ((MatchClause)query.Clauses[0]).Patterns[0];
        bool namesLists = part.Steps.Any(static s =>
            s.Quantified is not null || s.Relationship is { Length: not null, Variable: not null }
        );
        if (part.PathVariable is not null || namesLists)
        {
            return pattern;
        }
        NodePattern[] nodes = [part.First, .. part.Steps.Select(s => s.Node)];
        var steps = part
            .Steps.Select(
                (step, i) =>
                    step with
                    {
                        Node = nodes[i],
                        Relationship = step.Relationship with
                        {
                            Direction = step.Relationship.Direction switch
                            {
                                Direction.Outgoing => Direction.Incoming,
                                Direction.Incoming => Direction.Outgoing,
                                _ => Direction.Both,
                            },
                        },
                    }
            )
            .Reverse()
            .ToImmutableArray();
        return CypherPrinter.Print(part with { First = nodes[^1], Steps = steps });
    }
}
