using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Makes plans for parts of a pattern out of smaller ones, each with its estimate and cost, filtered as early as may be.</summary>
/// <param name="graph">The pattern.</param>
/// <param name="context">What the planners share.</param>
/// <param name="source">The rows that the pattern extends; null when there are none.</param>
internal sealed partial class CandidateFactory(
    PatternGraph graph,
    PlanningContext context,
    PlanNode? source
)
{
    private readonly double? _sourceRows = source?.EstimatedRows;

    private readonly RepetitionPlanner _repetitions = new(context);

    /// <summary>The rows from before with the conditions that need no more; null when there are no such rows.</summary>
    public Candidate? FromSource()
    {
        if (source is null)
        {
            return null;
        }
        var parts = graph.Bits(graph.KnownNodes);
        return Filtered(source, parts, hasSource: true, source.EstimatedRows, before: null);
    }

    /// <summary>Parts found from nothing, by values that are the same for all rows.</summary>
    public Candidate Seek(PatternSeek seek)
    {
        double found = seek.RowsPerSeek(context);
        double cost = CostModel.SeekStart + (found * CostModel.SeekRow);
        var parts = graph.Bits(seek.Finds);
        return Filtered(seek.Plan(null), parts, hasSource: false, found, cost: cost);
    }

    /// <summary>The way to find a node from nothing without its properties.</summary>
    public Candidate Scan(Variable node)
    {
        string? label = graph
            .LabelsOf(node)
            .OrderBy(l => context.Patterns.Nodes([l]))
            .FirstOrDefault();
        double rows = label is null
            ? context.Statistics.NodeCount
            : context.Statistics.NodesWithLabel(label);
        return label is null
            ? Leaf(new AllNodesScan(node), node, rows, rows * CostModel.AllNodesScanRow)
            : Leaf(
                new NodeByLabelScan(node, label),
                node,
                rows,
                Math.Max(rows, CostModel.LeastScannedRows) * CostModel.LabelScanRow
            );
    }

    /// <summary>A relationship with both its ends from nothing; null for a walk or a loop.</summary>
    public Candidate? Scan(PatternRelationship relationship)
    {
        if (
            relationship.Length is not null
            || relationship.Left == relationship.Right
            || !graph.Hints.AllowsScan(relationship)
        )
        {
            return null;
        }
        double rows = context.Patterns.Relationships(relationship, [], []);
        return Filtered(
            RelationshipScan(relationship),
            graph.Bits(relationship),
            hasSource: false,
            rows,
            cost: Math.Max(rows, CostModel.LeastScannedRows) * CostModel.RelationshipScanRow
        );
    }

    /// <summary>A plan with parts found by values that the plan's rows give; null when it does not apply.</summary>
    public Candidate? Seek(Candidate from, PatternSeek seek)
    {
        var bits = graph.Bits(seek.Finds);
        bool isGiven =
            seek.Free.Count > 0
            && (from.Parts & bits) == PartSet.None
            && (graph.PartsAmong(seek.Free) & ~from.Parts) == PartSet.None
            && (from.HasSource || graph.AreParts(seek.Free));
        if (!isGiven)
        {
            return null;
        }
        double found = from.Rows * seek.RowsPerSeek(context);
        double cost = (from.Rows * CostModel.SeekStart) + (found * CostModel.SeekRow);
        var plan = seek.Plan(from.Plan, seek.MayFail && graph.UsesParts(seek));
        return Filtered(plan, from.Parts | bits, from.HasSource, found, from, from.Cost + cost);
    }

    /// <summary>A plan with one more relationship, from an end that it has; null when it has none or has the relationship.</summary>
    public Candidate? Expand(Candidate from, PatternRelationship relationship, bool fromLeft)
    {
        var start = fromLeft ? relationship.Left : relationship.Right;
        if (
            (from.Parts & graph.Bit(relationship.Variable)) != PartSet.None
            || (from.Parts & graph.Bit(start)) == PartSet.None
        )
        {
            return null;
        }
        if (relationship.UsesRow && !from.HasSource)
        {
            return null;
        }
        var end = relationship.Other(start);
        bool isInto = (from.Parts & graph.Bit(end)) != PartSet.None;
        if (!graph.Hints.AllowsExpand(relationship, start, isInto))
        {
            return null;
        }
        var parts = from.Parts | graph.Bits(relationship);
        double degree = Degree(relationship, start, fromLeft, from.Parts);
        double rows = isInto
            ? from.Rows * EdgeSelectivity(relationship, from.Parts)
            : from.Rows * degree;
        double cost = isInto
            ? from.Rows * CostModel.ExpandIntoRow
            : from.Rows * degree * CostModel.ExpandResultRow;
        return Filtered(
            Expansion(from, relationship, start, isInto),
            parts,
            from.HasSource,
            rows,
            from,
            from.Cost + (from.Rows * CostModel.ExpandSourceRow) + cost
        );
    }

    /// <summary>Two plans joined on the nodes that both have; null when they share none or too much.</summary>
    public Candidate? Join(Candidate left, Candidate right)
    {
        var shared = left.Parts & right.Parts;
        if (shared == PartSet.None || (left.HasSource && right.HasSource))
        {
            return null;
        }
        var keys = graph.Nodes.Where(n => (shared & graph.Bit(n)) != PartSet.None).ToList();
        bool addsNothing =
            (shared == left.Parts && !left.HasSource)
            || (shared == right.Parts && !right.HasSource);
        if (graph.Bits(keys) != shared || addsNothing)
        {
            return null;
        }
        var (build, probe) = left.Rows <= right.Rows ? (left, right) : (right, left);
        var parts = left.Parts | right.Parts;
        bool hasSource = left.HasSource || right.HasSource;
        double rows =
            left.Rows
            * right.Rows
            / keys.Aggregate(
                1.0,
                (product, key) =>
                    product * Math.Max(1, context.Patterns.Nodes(graph.LikelyLabelsOf(key, parts)))
            );
        double cost =
            left.Cost
            + right.Cost
            + (build.Rows * CostModel.HashBuildRow)
            + (probe.Rows * CostModel.HashProbeRow)
            + (rows * CostModel.ProductRow);
        var plan = new NodeHashJoin(build.Plan, probe.Plan, keys);
        return Filtered(plan, parts, hasSource, rows, left, cost, right);
    }

    /// <summary>Two plans without shared parts, joined on equal values if a condition asks for them, else multiplied.</summary>
    public Candidate Combine(Candidate left, Candidate right)
    {
        var parts = left.Parts | right.Parts;
        bool hasSource = left.HasSource || right.HasSource;
        foreach (var predicate in graph.Predicates)
        {
            if (Keys(predicate, left, right) is var (leftKey, rightKey))
            {
                return predicate.MayFail
                    ? HashJoin(
                        left,
                        right,
                        new BoundAttempt(leftKey),
                        new BoundAttempt(rightKey),
                        predicate
                    )
                    : HashJoin(left, right, leftKey, rightKey, predicate);
            }
        }
        double rows = left.Rows * right.Rows;
        double cost = left.Cost + right.Cost + (rows * CostModel.ProductRow);
        var plan = new CartesianProduct(left.Plan, right.Plan);
        return Filtered(plan, parts, hasSource, rows, left, cost, right);
    }

    private Candidate HashJoin(
        Candidate left,
        Candidate right,
        BoundExpression leftKey,
        BoundExpression rightKey,
        PatternPredicate predicate
    )
    {
        bool leftIsSmaller = left.Rows <= right.Rows;
        var (build, probe) = leftIsSmaller ? (left, right) : (right, left);
        double rows = left.Rows * right.Rows * predicate.Selectivity;
        double cost =
            left.Cost
            + right.Cost
            + (build.Rows * CostModel.HashBuildRow)
            + (probe.Rows * CostModel.HashProbeRow)
            + (rows * CostModel.ProductRow);
        var plan = leftIsSmaller
            ? new ValueHashJoin(left.Plan, right.Plan, leftKey, rightKey)
            : new ValueHashJoin(right.Plan, left.Plan, rightKey, leftKey);
        return Filtered(
            plan,
            left.Parts | right.Parts,
            left.HasSource || right.HasSource,
            rows,
            left,
            cost,
            right,
            predicate
        );
    }

    private (BoundExpression Left, BoundExpression Right)? Keys(
        PatternPredicate predicate,
        Candidate left,
        Candidate right
    )
    {
        if (
            predicate.Expression
            is not BoundComparison { Operator: ComparisonOperator.Equal } equality
        )
        {
            return null;
        }
        if (BelongsTo(equality.Left, left, right) && BelongsTo(equality.Right, right, left))
        {
            return (equality.Left, equality.Right);
        }
        return BelongsTo(equality.Right, left, right) && BelongsTo(equality.Left, right, left)
            ? (equality.Right, equality.Left)
            : null;
    }

    private bool BelongsTo(BoundExpression key, Candidate side, Candidate other)
    {
        var free = FreeVariables.Of(key);
        var parts = graph.PartsAmong(free);
        return free.Count > 0
            && (parts & ~side.Parts) == PartSet.None
            && (parts & other.Parts) == PartSet.None
            && (side.HasSource || graph.AreParts(free));
    }

    private Candidate Leaf(PlanNode plan, Variable node, double rows, double cost) =>
        Filtered(plan, graph.Bit(node), hasSource: false, rows, cost: cost);

    // Applies the conditions that can be evaluated here and could not be before, cheap ones first.
    private Candidate Filtered(
        PlanNode plan,
        PartSet parts,
        bool hasSource,
        double rows,
        Candidate? before = null,
        double cost = 0,
        Candidate? beside = null,
        PatternPredicate? done = null,
        double leastFiltered = 0
    )
    {
        plan.EstimatedRows = rows;
        double estimate = graph.EstimateRows(parts, hasSource ? _sourceRows : null);
        var predicates = graph
            .Predicates.Where(p =>
                p != done
                && PatternGraph.IsApplicable(p, parts, hasSource)
                && !IsApplied(p, before)
                && !IsApplied(p, beside)
                && !IsDoneByLeaf(p.Expression, plan)
            )
            .OrderBy(static p => p.Cost)
            .ToList();
        bool isComplete = graph.IsComplete(parts) && hasSource == source is not null;
        var conditions = Conditions(
            predicates,
            Differences(plan, parts, before, beside),
            isComplete
        );
        double filterCost = predicates.Sum(p =>
            p.Cost * (p.Cost < CostModel.PropertyFilterRow ? rows : Math.Max(rows, leastFiltered))
        );
        if (conditions.Count > 0)
        {
            plan = new Filter(plan, Conjunction(conditions));
        }
        plan.EstimatedRows = estimate;
        return new Candidate(plan, parts, hasSource, cost + filterCost);
    }

    private PlanNode Expansion(
        Candidate from,
        PatternRelationship relationship,
        Variable start,
        bool isInto
    )
    {
        var expansion = Step(relationship, start, from.Parts);
        if (relationship.Quantified is not null)
        {
            var shortest = graph.Shortest;
            return _repetitions.Plan(from.Plan, relationship, expansion, isInto, shortest);
        }
        if (relationship.Length is { } length)
        {
            return new VarLengthExpand(from.Plan, expansion, length.Minimum, length.Maximum, isInto)
            {
                IsReversed = !ReferenceEquals(start, relationship.Left),
                MostEnds =
                    from.Rows
                    * (
                        isInto
                            ? 1
                            : context.Patterns.Nodes(
                                graph.LikelyLabelsOf(expansion.To, graph.Bit(relationship.Variable))
                            )
                    ),
                StepRelationship = relationship.StepRelationship,
                StepPredicate = relationship.StepPredicate,
            };
        }
        return isInto ? new ExpandInto(from.Plan, expansion) : new ExpandAll(from.Plan, expansion);
    }

    /// <summary>The step over a relationship from one of its ends.</summary>
    public Expansion Step(PatternRelationship relationship, Variable start, PartSet present) =>
        new(
            start,
            relationship.Variable,
            relationship.Other(start),
            relationship.DirectionFrom(start),
            relationship.Types
        )
        {
            DiffersFrom =
            [
                .. graph
                    .Different.Where(p =>
                        p.First.Variable == relationship.Variable
                        || p.Second.Variable == relationship.Variable
                    )
                    .Select(p =>
                        p.First.Variable == relationship.Variable
                            ? p.Second.Variable
                            : p.First.Variable
                    )
                    .Where(v => (present & graph.Bit(v)) != PartSet.None)
                    .Distinct(),
            ],
        };

    private static PlanNode RelationshipScan(PatternRelationship relationship) =>
        relationship.Direction switch
        {
            Model.Direction.Outgoing => new DirectedRelationshipTypeScan(
                relationship.Left,
                relationship.Variable,
                relationship.Right,
                relationship.Types
            ),
            Model.Direction.Incoming => new DirectedRelationshipTypeScan(
                relationship.Right,
                relationship.Variable,
                relationship.Left,
                relationship.Types
            ),
            _ => new UndirectedRelationshipTypeScan(
                relationship.Left,
                relationship.Variable,
                relationship.Right,
                relationship.Types
            ),
        };

    private double Degree(
        PatternRelationship relationship,
        Variable start,
        bool fromLeft,
        PartSet parts
    )
    {
        var labels = graph.LikelyLabelsOf(start, parts);
        if (relationship.Length is null)
        {
            return context.Patterns.Degree(relationship, start, labels);
        }
        double ends = Math.Max(1, context.Patterns.Nodes([]));
        return ends
            * (
                fromLeft
                    ? context.Patterns.EdgeSelectivity(relationship, labels, [])
                    : context.Patterns.EdgeSelectivity(relationship, [], labels)
            );
    }

    private double EdgeSelectivity(PatternRelationship relationship, PartSet parts) =>
        context.Patterns.EdgeSelectivity(
            relationship,
            graph.LikelyLabelsOf(relationship.Left, parts),
            graph.LikelyLabelsOf(relationship.Right, parts)
        );
}
