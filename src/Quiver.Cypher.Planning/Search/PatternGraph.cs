using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Rewriting;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Planning.Search;

/// <summary>
/// A MATCH made ready for the search: its nodes and relationships (the parts) have bits, and each condition knows which parts it needs.
/// </summary>
internal sealed class PatternGraph
{
    private readonly Dictionary<Variable, PartSet> _bits = [];

    private readonly Dictionary<Variable, HashSet<string>> _labels = [];

    // What relationships tell of nodes whose labels are not written down.
    private readonly Dictionary<Variable, List<(string Label, PartSet Relationship)>> _told = [];

    private readonly PlanningContext _context;

    private readonly SelectivityEstimator _selectivity;

    /// <param name="match">The clause, of at most <see cref="PlanningLimits.MaxPatternParts"/> parts.</param>
    /// <param name="predicates">Its conditions that hold no subquery.</param>
    /// <param name="context">What the planners share.</param>
    public PatternGraph(
        BoundMatch match,
        IReadOnlyList<BoundExpression> predicates,
        PlanningContext context
    )
    {
        _context = context;
        Nodes = match.Nodes;
        KnownNodes = match.KnownNodes;
        Relationships = match.Relationships;
        Different = match.DifferentRelationships;
        foreach (var part in Nodes.Concat(Relationships.Select(static r => r.Variable)))
        {
            _bits.Add(part, PartSet.Single(_bits.Count));
        }
        foreach (var walk in Relationships.Where(static r => r.Quantified is not null))
        {
            foreach (var group in walk.Quantified!.Groups)
            {
                _bits.Add(group.List, _bits[walk.Variable]);
            }
        }
        foreach (var node in Nodes)
        {
            _labels.Add(node, [.. context.Labels.Of(node)]);
        }
        var finder = new IndexSeekFinder(context.Statistics.Indexes, predicates);
        Seeks =
        [
            .. predicates
                .Select(IdentitySeek.TryMake)
                .OfType<IdentitySeek>()
                .Where(s => _bits.ContainsKey(s.Target)),
            .. Nodes.Where(n => !KnownNodes.Contains(n)).SelectMany(finder.For),
            .. Relationships.SelectMany(finder.For),
        ];
        Seeks = [.. Seeks.Where(s => !s.MayFail || s.CanAttempt || !UsesParts(s))];
        NoteLabels(predicates);
        NoteTold();
        _selectivity = new SelectivityEstimator(context.Statistics, IndexedProperty);
        Predicates = [.. predicates.Select(p => MakePredicate(p, predicates))];
    }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<Variable> Nodes { get; }

    /// <summary>The nodes that are columns of the rows that the pattern extends.</summary>
    public IReadOnlySet<Variable> KnownNodes { get; }

    /// <summary>The relationships.</summary>
    public IReadOnlyList<PatternRelationship> Relationships { get; }

    /// <summary>Pairs of relationships that must not be the same.</summary>
    public IReadOnlyList<RelationshipPair> Different { get; }

    /// <summary>The conditions.</summary>
    public IReadOnlyList<PatternPredicate> Predicates { get; }

    /// <summary>The ways to find parts by identity or by an index.</summary>
    public IReadOnlyList<PatternSeek> Seeks { get; }

    /// <summary>The conditions with subqueries that the search places.</summary>
    public IReadOnlyList<PatternSubquery> Subqueries { get; private set; } = [];

    /// <summary>Whether longer walks than others to the same node may be left out.</summary>
    public ShortestWalks Shortest { get; init; }

    /// <summary>What hints leave of the ways to find parts.</summary>
    public HintRules Hints { get; init; } = HintRules.None;

    /// <summary>Whether more must be found or be true than this graph says before a row is one of the clause.</summary>
    public bool IsPart { get; set; }

    /// <summary>Whether a plan has found all that the clause asks for.</summary>
    /// <param name="parts">The parts that it has found.</param>
    public bool IsComplete(PartSet parts) =>
        !IsPart
        && (Bits(Nodes) & ~parts) == PartSet.None
        && Relationships.All(r => (Bit(r.Variable) & ~parts) == PartSet.None)
        && Subqueries.All(s => (s.Bit & ~parts) == PartSet.None);

    /// <summary>Lets the search place conditions with subqueries; gives those that it does not.</summary>
    /// <param name="predicates">The conditions.</param>
    /// <param name="filter">Makes a plan of the rows that satisfy one.</param>
    public List<BoundExpression> Place(
        IReadOnlyList<BoundExpression> predicates,
        Func<PlanNode, BoundExpression, PlanNode> filter
    )
    {
        var placed = new List<PatternSubquery>();
        var left = new List<BoundExpression>();
        int parts = Nodes.Count + Relationships.Count;
        foreach (var predicate in predicates)
        {
            var free = FreeVariables.Of(predicate);
            int weight = Relationships.Count + (2 * (placed.Count + 1));
            bool isPlaced =
                Relationships.Count > 0
                && weight <= PlanningLimits.MaxExhaustiveRelationships
                && parts + placed.Count < PlanningLimits.MaxPatternParts
                && PartsAmong(free) != PartSet.None;
            if (!isPlaced)
            {
                left.Add(predicate);
                continue;
            }
            placed.Add(
                new PatternSubquery(
                    predicate,
                    PartSet.Single(parts + placed.Count),
                    PartsAmong(free),
                    !AreParts(free),
                    SubqueryPlanner.SelectivityOf(predicate, _context),
                    plan => filter(plan, predicate)
                )
            );
        }
        Subqueries = placed;
        return left;
    }

    /// <summary>Whether a seek's values come from parts of the pattern, not only from the rows that it extends.</summary>
    public bool UsesParts(PatternSeek seek) => PartsAmong(seek.Free) != PartSet.None;

    /// <summary>The bit of a node or relationship.</summary>
    public PartSet Bit(Variable part) => _bits[part];

    /// <summary>The bits of nodes or relationships.</summary>
    public PartSet Bits(IEnumerable<Variable> parts) =>
        parts.Aggregate(PartSet.None, (bits, part) => bits | _bits[part]);

    /// <summary>The bits of those of some variables that are parts of the pattern.</summary>
    public PartSet PartsAmong(IEnumerable<Variable> variables) =>
        variables.Aggregate(
            PartSet.None,
            (bits, v) => _bits.TryGetValue(v, out var bit) ? bits | bit : bits
        );

    /// <summary>Whether all of some variables are parts of the pattern.</summary>
    public bool AreParts(IEnumerable<Variable> variables) => variables.All(_bits.ContainsKey);

    /// <summary>The bits of a relationship and its ends.</summary>
    public PartSet Bits(PatternRelationship relationship) =>
        Bit(relationship.Variable) | Bit(relationship.Left) | Bit(relationship.Right);

    /// <summary>The labels that a node of the pattern is known or asked to have.</summary>
    public IReadOnlyCollection<string> LabelsOf(Variable node) => _labels[node];

    /// <summary>The labels that a node is likely to have in a plan's rows, for estimates only: where none are written down, what its relationships tell.</summary>
    /// <param name="node">The node.</param>
    /// <param name="parts">The parts that the plan has found.</param>
    public IReadOnlyCollection<string> LikelyLabelsOf(Variable node, PartSet parts)
    {
        var labels = _labels[node];
        if (labels.Count > 0 || !_told.TryGetValue(node, out var told))
        {
            return labels;
        }
        bool isKnown = KnownNodes.Contains(node);
        return
        [
            .. told.Where(t => isKnown || (parts & t.Relationship) != PartSet.None)
                .Select(static t => t.Label)
                .Distinct(),
        ];
    }

    /// <summary>Estimates the rows of a plan that has solved some parts.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="sourceRows">The rows that the pattern extends; null when the plan is not made from them.</param>
    public double EstimateRows(PartSet parts, double? sourceRows)
    {
        double rows = sourceRows ?? 1;
        foreach (var node in Nodes)
        {
            bool isGiven = sourceRows is not null && KnownNodes.Contains(node);
            if ((parts & Bit(node)) != PartSet.None && !isGiven)
            {
                rows *= _context.Statistics.NodeCount;
            }
        }
        foreach (var relationship in Relationships)
        {
            if ((parts & Bit(relationship.Variable)) != PartSet.None)
            {
                rows *= _context.Patterns.EdgeSelectivity(
                    relationship,
                    LikelyLabelsOf(relationship.Left, parts),
                    LikelyLabelsOf(relationship.Right, parts)
                );
            }
        }
        foreach (var node in Nodes)
        {
            bool isGiven = sourceRows is not null && KnownNodes.Contains(node);
            if ((parts & Bit(node)) != PartSet.None && !isGiven)
            {
                rows *= LabelSelectivity(node, parts);
            }
        }
        foreach (var predicate in Predicates)
        {
            if (IsApplicable(predicate, parts, sourceRows is not null))
            {
                rows *= predicate.Selectivity;
            }
        }
        foreach (var subquery in Subqueries)
        {
            rows *= (parts & subquery.Bit) != PartSet.None ? subquery.Selectivity : 1;
        }
        return rows;
    }

    /// <summary>Whether a condition can be evaluated over a plan's rows.</summary>
    public static bool IsApplicable(PatternPredicate predicate, PartSet parts, bool hasSource) =>
        (predicate.Parts & ~parts) == PartSet.None && (hasSource || !predicate.NeedsSource);

    private double LabelSelectivity(Variable node, PartSet parts)
    {
        var labels = LikelyLabelsOf(node, parts);
        return labels.Count == 0 || _context.Statistics.NodeCount == 0
            ? 1
            : Math.Min(1, _context.Patterns.Nodes(labels) / _context.Statistics.NodeCount);
    }

    private void NoteLabels(IReadOnlyList<BoundExpression> predicates)
    {
        foreach (var predicate in predicates)
        {
            if (
                KnownLabels.TryGetLabel(predicate, out var node, out string label)
                && _labels.TryGetValue(node, out var labels)
            )
            {
                labels.Add(label);
            }
        }
    }

    // Where most of what is located somewhere are messages, what is located and knows somebody is none.
    private void NoteTold()
    {
        foreach (var relationship in Relationships)
        {
            foreach (var node in new[] { relationship.Left, relationship.Right })
            {
                if (
                    _context.Patterns.LabelAt(relationship, node) is { } label
                    && Relationships.All(r => _context.Patterns.CanHave(r, node, label))
                )
                {
                    if (!_told.TryGetValue(node, out var told))
                    {
                        _told.Add(node, told = []);
                    }
                    told.Add((label, Bit(relationship.Variable)));
                }
            }
        }
    }

    private PatternPredicate MakePredicate(
        BoundExpression predicate,
        IReadOnlyList<BoundExpression> all
    )
    {
        var free = FreeVariables.Of(predicate);
        bool isLabel =
            KnownLabels.TryGetLabel(predicate, out var node, out string label)
            && _labels.ContainsKey(node);
        double candidates = Candidates(free);
        double selectivity = isLabel
            ? LabelSelectivityOf(node, label)
            : Math.Min(1, _selectivity.Estimate(predicate, candidates) / Implied(predicate, all));
        return new PatternPredicate(
            predicate,
            PartsAmong(free),
            !AreParts(free),
            selectivity,
            predicate is BoundHasLabels ? CostModel.LabelFilterRow : CostModel.PropertyFilterRow
        );
    }

    // What a disjunction implies stands beside it as conditions of their own: they must not be counted twice.
    private double Implied(BoundExpression predicate, IReadOnlyList<BoundExpression> all)
    {
        double fraction = ImpliedMemberships
            .Of(predicate)
            .Where(all.Contains)
            .Aggregate(
                1.0,
                (s, m) => s * _selectivity.Estimate(m, Candidates(FreeVariables.Of(m)))
            );
        return fraction > 0 ? fraction : 1;
    }

    // An index knows the values of just the nodes or relationships that a condition chooses from.
    private PropertyStatistics? IndexedProperty(Variable entity, string key)
    {
        foreach (var index in _context.Statistics.Indexes)
        {
            bool isAbout =
                index.Keys is [var only]
                && only == key
                && (
                    index.IsRelationship
                        ? Relationships.Any(r =>
                            r.Variable == entity && r.Types is [var type] && type == index.Token
                        )
                        : _labels.TryGetValue(entity, out var labels)
                            && labels.Contains(index.Token)
                );
            if (isAbout && index.Type == IndexType.Range)
            {
                return index.Statistics;
            }
        }
        return null;
    }

    // A condition chooses from the nodes that it is about; the largest set when there are several, as in a join on properties.
    private double Candidates(HashSet<Variable> free)
    {
        double most = 0;
        foreach (var variable in free)
        {
            if (_labels.TryGetValue(variable, out var labels))
            {
                most = Math.Max(most, _context.Patterns.Nodes(labels));
            }
        }
        return most > 0 ? most : _context.Statistics.RelationshipCount;
    }

    // A new node's labels are in the estimate of the node itself; a node that was there before is filtered by those that are news.
    private double LabelSelectivityOf(Variable node, string label) =>
        !KnownNodes.Contains(node) || _context.Labels.Of(node).Contains(label)
            ? 1
            : _context.Selectivity.Label(label);
}
