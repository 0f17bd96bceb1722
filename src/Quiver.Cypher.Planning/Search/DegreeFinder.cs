using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Cypher.Planning.Logical;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Recognises subqueries whose rows are a node's relationships: their number can be read without the relationships.</summary>
internal static class DegreeFinder
{
    /// <summary>The number of a subquery's rows as a degree; null when it is not one.</summary>
    public static BoundDegree? TryMake(BoundSubquery subquery)
    {
        if (
            subquery.Query is not BoundSingleQuery { Clauses: { Count: 1 or 2 } clauses }
            || clauses[0] is not BoundMatch match
            || !IsPlain(match)
            || (clauses.Count == 2 && !KeepsRows(clauses[1]))
        )
        {
            return null;
        }
        var step = match.Relationships[0];
        var node = match.KnownNodes.First();
        if (node != step.Left && node != step.Right)
        {
            return null;
        }
        string? label = null;
        if (
            match.Predicates.Count == 1
            && (
                match.Predicates[0]
                    is not BoundHasLabels
                    {
                        Operand: BoundVariable { Variable: var labelled },
                        Labels: BoundLabelName name
                    }
                || labelled == node
                || (label = name.Name) is null
            )
        )
        {
            return null;
        }
        return new BoundDegree(
            new BoundVariable(node),
            step.DirectionFrom(node),
            step.Types,
            label
        );
    }

    private static bool IsPlain(BoundMatch match) =>
        match
            is {
                IsOptional: false,
                Nodes.Count: 2,
                KnownNodes.Count: 1,
                Relationships: [{ Length: null, Quantified: null }],
                Predicates.Count: <= 1,
                ShortestPaths.Count: 0,
                Selection: null,
                Hints.Count: 0
            };

    private static bool KeepsRows(BoundClause clause) =>
        clause
            is BoundProjection
            {
                Aggregation: null,
                IsDistinct: false,
                Skip: null,
                Limit: null,
                Where: null
            } projection
        && projection.Items.All(static i => IsHarmless(i.Expression))
        && projection.OrderBy.All(static o => IsHarmless(o.Expression));

    // What cannot fail need not be computed.
    private static bool IsHarmless(BoundExpression expression) =>
        expression is BoundVariable or BoundLiteral or BoundProperty { Operand: BoundVariable };
}
