using System.Collections.Immutable;
using Quiver.Cypher.Syntax;
using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;

namespace Quiver.Fuzz.Generation;

/// <summary>The same question asked in several ways.</summary>
/// <param name="Plain">A MATCH with a condition, and all that it binds.</param>
/// <param name="Others">Queries with the same rows.</param>
internal sealed record Paraphrase(string Plain, IReadOnlyList<string> Others)
{
    /// <summary>Makes a question of decisions.</summary>
    public static Paraphrase Make(Choices choices, int size)
    {
        var generator = new QueryGenerator(choices);
        var scope = new Scope();
        string pattern = generator.Patterns.Pattern(scope, startsKnown: false);
        string condition = generator.Expressions.Condition(scope, Math.Min(size, 2));
        string extra = generator.Expressions.Condition(scope, 1);
        string columns = string.Join(
            ", ",
            scope
                .All.Where(v => v.Kind is Kind.Node or Kind.Relationship)
                .Select(v => $"{v.Name}.id AS {v.Name}")
                .Append("1 AS one")
        );
        string Ask(string text, string where) => $"MATCH {text} WHERE {where} RETURN {columns}";
        string match = $"MATCH {pattern} WHERE";
        return new(
            Ask(pattern, condition),
            [
                Ask(Reversed(pattern), condition),
                $"MATCH {pattern} WITH * WHERE {condition} RETURN {columns}",
                $"MATCH {pattern} WITH *, {condition} AS holds WHERE holds RETURN {columns}",
                $"{match} ({condition}) AND ({extra}) RETURN {columns} UNION ALL {match} ({condition}) AND NOT ({extra}) RETURN {columns} "
                    + $"UNION ALL {match} ({condition}) AND ({extra}) IS NULL RETURN {columns}",
                $"MATCH {pattern} WHERE NOT (NOT ({condition})) RETURN {columns}",
                $"MATCH {pattern} WHERE {condition} RETURN {columns} ORDER BY one",
                $"MATCH {pattern} CALL (*) {{ WITH 1 AS unit WHERE {condition} RETURN unit }} RETURN {columns}",
            ]
        );
    }

    /// <summary>A pattern from its other end.</summary>
    private static string Reversed(string pattern)
    {
        var query = (SingleQuery)CypherParser.Parse($"MATCH {pattern} FINISH").Query;
        var part = ((MatchClause)query.Clauses[0]).Patterns[0];
        if (part.PathVariable is not null || part.Steps.Any(s => s.Quantified is not null))
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
