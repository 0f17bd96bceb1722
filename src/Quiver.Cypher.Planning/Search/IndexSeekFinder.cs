using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Finds the ways in which indexes can answer the conditions of a pattern.</summary>
/// <param name="indexes">The indexes that can be read.</param>
/// <param name="predicates">The pattern's conditions.</param>
internal sealed class IndexSeekFinder(
    IReadOnlyList<IndexDescription> indexes,
    IReadOnlyList<BoundExpression> predicates
)
{
    /// <summary>The most seeks that are weighed for one node or relationship.</summary>
    private const int MaxSeeks = 32;

    /// <summary>The seeks that find a node.</summary>
    public IEnumerable<PatternSeek> For(Variable node)
    {
        var labels = new Dictionary<string, BoundExpression>(StringComparer.Ordinal);
        foreach (var predicate in predicates)
        {
            if (KnownLabels.TryGetLabel(predicate, out var of, out string label) && of == node)
            {
                labels[label] = predicate;
            }
        }
        return Find(
            node,
            index => !index.IsRelationship && labels.ContainsKey(index.Token),
            (index, conditions) =>
                new IndexPatternSeek(
                    node,
                    index,
                    [.. conditions.Select(static c => c.Condition)],
                    [labels[index.Token], .. conditions.SelectMany(static c => c.Predicates)]
                )
        );
    }

    /// <summary>The seeks that find a relationship with its ends.</summary>
    public IEnumerable<PatternSeek> For(PatternRelationship relationship)
    {
        if (
            relationship.Length is not null
            || relationship.Types.Count != 1
            || relationship.Left == relationship.Right
        )
        {
            return [];
        }
        return Find(
            relationship.Variable,
            index => index.IsRelationship && index.Token == relationship.Types[0],
            (index, conditions) =>
                new IndexPatternSeek(
                    relationship,
                    index,
                    [.. conditions.Select(static c => c.Condition)],
                    [.. conditions.SelectMany(static c => c.Predicates)]
                )
        );
    }

    private IEnumerable<PatternSeek> Find(
        Variable entity,
        Func<IndexDescription, bool> isFitting,
        Func<IndexDescription, IReadOnlyList<PropertyCondition>, PatternSeek> make
    )
    {
        if (!indexes.Any(isFitting))
        {
            return [];
        }
        var conditions = Conditions(entity);
        // Of seeks that cost the same the first is taken: in a range index values stand beside each other.
        return indexes
            .Where(isFitting)
            .OrderBy(static index => index.Type)
            .SelectMany(index => Combinations(index, conditions).Select(c => make(index, c)))
            .Take(MaxSeeks);
    }

    // Two ranges of one property, one from below and one from above, are one.
    private List<PropertyCondition> Conditions(Variable entity)
    {
        var conditions = new List<PropertyCondition>();
        foreach (var predicate in predicates)
        {
            if (PropertyCondition.TryMake(predicate, entity) is not { } condition)
            {
                continue;
            }
            int other = conditions.FindIndex(c =>
                c.Key == condition.Key && c.Meet(condition) is not null
            );
            if (other >= 0)
            {
                conditions[other] = conditions[other].Meet(condition)!;
            }
            else
            {
                conditions.Add(condition);
            }
        }
        return conditions;
    }

    private static IEnumerable<IReadOnlyList<PropertyCondition>> Combinations(
        IndexDescription index,
        List<PropertyCondition> conditions
    )
    {
        var answerable = conditions.Where(c => IsAnswerable(index, c.Condition)).ToList();
        if (index.Keys.Count == 1)
        {
            return answerable.Where(c => c.Key == index.Keys[0]).Select(static c => new[] { c });
        }
        // Of several properties each takes the condition that finds least; all must have one, or who lacks a property is missed.
        var chosen = new List<PropertyCondition>();
        foreach (string key in index.Keys)
        {
            var best = answerable
                .Where(c => c.Key == key)
                .OrderBy(static c => Rank(c.Condition))
                .FirstOrDefault();
            if (best is null)
            {
                return [];
            }
            chosen.Add(best);
        }
        return [chosen];
    }

    private static int Rank(IndexCondition condition) =>
        condition switch
        {
            ExactCondition => 0,
            AnyOfCondition => 1,
            RangeCondition { Lower: not null, Upper: not null } => 2,
            RangeCondition => 3,
            TextCondition => 4,
            _ => 5,
        };

    private static bool IsAnswerable(IndexDescription index, IndexCondition condition) =>
        index.Type switch
        {
            IndexType.Range => condition
                is ExactCondition
                    or AnyOfCondition
                    or RangeCondition
                    or ExistsCondition
                    or TextCondition { Operator: StringPredicateOperator.StartsWith },
            // A text index has only text in it and a point index only points, so that they answer what certainly asks for such.
            IndexType.Text => condition is TextCondition || AsksFor(condition, TypeKinds.String),
            IndexType.Point => condition is BoxCondition or DistanceCondition
                || AsksFor(condition, TypeKinds.Point),
            _ => false,
        };

    /// <summary>Whether a condition asks for one value, or one of a list, and all of them certainly are of a kind.</summary>
    private static bool AsksFor(IndexCondition condition, TypeKinds kind) =>
        condition switch
        {
            ExactCondition exact => exact.Value.Type.Kinds == kind,
            AnyOfCondition { List.Type: { IsList: true } list } => list.ElementOrAny.Kinds == kind,
            _ => false,
        };
}
