using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A node, or a relationship with its ends, found by an index.</summary>
internal sealed class IndexPatternSeek : PatternSeek
{
    /// <summary>The fraction of an index between two bounds, or on one side of one.</summary>
    private const double BetweenSelectivity = 0.09;

    private const double RangeSelectivity = 0.3;

    private const double PrefixSelectivity = 0.05;

    private const double ContainsSelectivity = 0.1;

    private const double PlaceSelectivity = 0.05;

    private const double AssumedListLength = 10;

    private readonly Variable? _node;

    private readonly PatternRelationship? _relationship;

    private readonly IReadOnlyList<IndexCondition> _conditions;

    private readonly IReadOnlyList<BoundExpression> _solved;

    /// <summary>A node's seek.</summary>
    public IndexPatternSeek(
        Variable node,
        IndexDescription index,
        IReadOnlyList<IndexCondition> conditions,
        IReadOnlyList<BoundExpression> solved
    )
        : base([node], conditions.SelectMany(static c => c.Values), solved)
    {
        _node = node;
        Index = index;
        _conditions = conditions;
        _solved = solved;
    }

    /// <summary>A relationship's seek.</summary>
    public IndexPatternSeek(
        PatternRelationship relationship,
        IndexDescription index,
        IReadOnlyList<IndexCondition> conditions,
        IReadOnlyList<BoundExpression> solved
    )
        : base(
            [relationship.Left, relationship.Right, relationship.Variable],
            conditions.SelectMany(static c => c.Values),
            solved
        )
    {
        _relationship = relationship;
        Index = index;
        _conditions = conditions;
        _solved = solved;
    }

    /// <summary>The index.</summary>
    public IndexDescription Index { get; }

    /// <summary>Whether it asks for values, not for a range or the whole index.</summary>
    public override bool IsPointwise => _conditions.All(static c => c.IsEquality);

    /// <inheritdoc/>
    public override double RowsPerSeek(PlanningContext context)
    {
        double entries = Index.Statistics.EntityCount;
        double distinct = Math.Max(1, Index.Statistics.DistinctCount);
        double perKey = Math.Pow(distinct, -1.0 / _conditions.Count);
        double rows = entries;
        foreach (var condition in _conditions)
        {
            rows *= condition switch
            {
                ExactCondition => perKey,
                AnyOfCondition any => Math.Min(1, perKey * Length(any.List)),
                RangeCondition { Lower: not null, Upper: not null } => BetweenSelectivity,
                RangeCondition => RangeSelectivity,
                TextCondition { Operator: StringPredicateOperator.StartsWith } => PrefixSelectivity,
                TextCondition => ContainsSelectivity,
                ExistsCondition => 1,
                _ => PlaceSelectivity,
            };
        }
        return rows;
    }

    /// <inheritdoc/>
    public override bool CanAttempt => _node is not null;

    /// <inheritdoc/>
    public override PlanNode Plan(PlanNode? source, bool isAttempt = false)
    {
        if (_node is not null)
        {
            return new NodeIndexSeek(source, _node, Index, _conditions)
            {
                Solved = _solved,
                IsAttempt = isAttempt,
            };
        }
        var pattern = _relationship!;
        var ends =
            pattern.Direction == Direction.Incoming
                ? (pattern.Right, pattern.Left)
                : (pattern.Left, pattern.Right);
        return new RelationshipIndexSeek(source, ends, pattern.Variable, Index, _conditions)
        {
            Solved = _solved,
            IsDirected = pattern.Direction != Direction.Both,
        };
    }

    private static double Length(BoundExpression list) =>
        list is BoundList literal ? literal.Elements.Count : AssumedListLength;
}
