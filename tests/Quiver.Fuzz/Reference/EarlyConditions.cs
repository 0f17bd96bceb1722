using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>
/// Asks the conditions of a MATCH for all nodes and relationships that their variables may stand for, whether the pattern is there or not. An engine that looks for the parts of a pattern one after the other asks
/// them for some of these.
/// </summary>
internal static class EarlyConditions
{
    private const int MaxRows = 2_000;

    /// <summary>Asks all conditions; fails where one of them does.</summary>
    /// <param name="interpreter">The graph and the parameters.</param>
    /// <param name="matches">Neighbouring MATCH clauses.</param>
    /// <param name="row">The row that they extend.</param>
    public static void Ask(Interpreter interpreter, IReadOnlyList<Clause> matches, Row row)
    {
        List<SyntaxNode> nodes = [.. matches.SelectMany(SyntaxWalk.Nodes)];
        var candidates = new Dictionary<string, Value[]>(StringComparer.Ordinal);
        Value[] ofNodes =
        [
            .. interpreter.Graph.Nodes.Keys.Select(static id => Value.Node(new(id))),
        ];
        Value[] ofRelationships =
        [
            .. interpreter.Graph.Relationships.Keys.Select(static id =>
                Value.Relationship(new(id))
            ),
        ];
        var lists = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            switch (node)
            {
                case NodePattern { Variable: { } variable }:
                    candidates[variable.Name] = ofNodes;
                    break;
                case RelationshipPattern { Variable: { } variable, Length: null }:
                    candidates[variable.Name] = ofRelationships;
                    break;
                case RelationshipPattern { Variable: { } variable }:
                    lists.Add(variable.Name);
                    break;
                case PatternPart { PathVariable: { } variable }:
                    lists.Add(variable.Name);
                    break;
            }
        }
        foreach (var condition in nodes.SelectMany(ConditionsOf).SelectMany(Parts))
        {
            string[] names =
            [
                .. SyntaxWalk
                    .Nodes(condition)
                    .OfType<Variable>()
                    .Select(static v => v.Name)
                    .Distinct(StringComparer.Ordinal)
                    .Where(name => !row.Has(name)),
            ];
            if (!names.Any(lists.Contains))
            {
                Ask(
                    interpreter,
                    condition,
                    row,
                    candidates,
                    [.. names.Where(candidates.ContainsKey)]
                );
            }
        }
    }

    private static void Ask(
        Interpreter interpreter,
        Expression condition,
        Row row,
        Dictionary<string, Value[]> candidates,
        string[] names
    )
    {
        IEnumerable<Row> rows = [row];
        foreach (string name in names)
        {
            rows = rows.SelectMany(r => candidates[name].Select(value => r.With(name, value)));
        }
        foreach (var each in rows.Take(MaxRows))
        {
            interpreter.Evaluate(condition, each);
        }
    }

    private static IEnumerable<Expression> ConditionsOf(SyntaxNode node) =>
        new[]
        {
            (node as MatchClause)?.Where,
            (node as NodePattern)?.Where,
            (node as NodePattern)?.Properties,
            (node as RelationshipPattern)?.Where,
            (node as RelationshipPattern)?.Properties,
            (node as QuantifiedPath)?.Where,
            (node as PatternPart)?.Where,
        }.OfType<Expression>();

    // What stands before AND may keep what stands behind it from being asked.
    private static IEnumerable<Expression> Parts(Expression condition) =>
        condition is LogicalExpression { Operator: LogicalOperator.And } conjunction
            ? conjunction.Operands.SelectMany(Parts)
            : [condition];
}
