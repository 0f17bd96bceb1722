using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Search;

/// <summary>
/// The least or greatest value of a property is that of the first row in the order of an index on it: who has no value is not in the index, and is no concern of min and max either.
/// </summary>
internal static class ExtremeShortening
{
    private static readonly BoundLiteral s_one = new(Value.Integer(1), CypherType.Integer);

    /// <summary>The rows that an aggregation without keys needs: the first, where it asks only for such a value and an index gives them in that order; else all.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="aggregates">What is computed over them.</param>
    /// <param name="indexes">The indexes that can be read.</param>
    public static PlanNode Shorten(
        PlanNode source,
        IReadOnlyList<ProjectionItem> aggregates,
        IReadOnlyList<IndexDescription> indexes
    )
    {
        if (
            aggregates is not [{ Expression: AggregateCall { Arguments: [var value] } call }]
            || call.Function.Name is not ("min" or "max")
        )
        {
            return source;
        }
        var ordered = OverIndex(source, value, indexes) ?? source;
        var order = new BoundSortItem(value, call.Function.Name == "max");
        return IndexOrdering.TryOrder(ordered, [order])
            ? new Limit(ordered, s_one) { EstimatedRows = Math.Min(1, ordered.EstimatedRows) }
            : source;
    }

    /// <summary>An index in place of a scan of its label; null where there is none or nothing is scanned.</summary>
    private static NodeIndexSeek? OverIndex(
        PlanNode source,
        BoundExpression value,
        IReadOnlyList<IndexDescription> indexes
    )
    {
        if (
            source is not NodeByLabelScan scan
            || value is not BoundProperty { Operand: BoundVariable owner } property
            || owner.Variable != scan.Node
        )
        {
            return null;
        }
        var index = indexes.FirstOrDefault(i =>
            i.Type == IndexType.Range
            && !i.IsRelationship
            && i.Token == scan.Label
            && i.Keys.Count == 1
            && i.Keys[0] == property.Key
        );
        return index is null
            ? null
            : new NodeIndexSeek(null, scan.Node, index, [new ExistsCondition()])
            {
                EstimatedRows = Math.Min(scan.EstimatedRows, index.Statistics.EntityCount),
            };
    }
}
