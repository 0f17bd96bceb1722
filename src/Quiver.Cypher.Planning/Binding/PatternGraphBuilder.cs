using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Makes one MATCH's graph of its pattern parts: first all names, then the conditions, which may use any of them.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="scope">The names before the clause; gets the new ones.</param>
/// <param name="merge">The MERGE whose pattern it is; null for a MATCH.</param>
internal sealed class PatternGraphBuilder(
    BindingSession session,
    Scope scope,
    MergeBinder? merge = null
)
{
    private readonly PatternShapes _shapes = new(session, merge is not null);

    private readonly List<Variable> _nodes = [];

    private readonly HashSet<Variable> _newNodes = [];

    private readonly HashSet<Variable> _knownNodes = [];

    private readonly HashSet<string> _relationshipNames = new(StringComparer.Ordinal);

    private readonly List<(Tree.NodePattern Pattern, Variable Variable)> _nodePatterns = [];

    private readonly List<(
        Tree.RelationshipPattern Pattern,
        PatternRelationship Relationship
    )> _relationships = [];

    private readonly List<(
        Tree.RelationshipPattern Pattern,
        PatternRelationship Relationship,
        bool IsAll
    )> _shortestPaths = [];

    private readonly List<BoundExpression> _predicates = [];

    private readonly List<ProjectionItem> _paths = [];

    private readonly List<Tree.Expression> _pathConditions = [];

    private Tree.PatternPart? _selected;

    /// <summary>Whether a relationship may occur more than once.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The patterns of nodes with the variables that they mean.</summary>
    public IReadOnlyList<(Tree.NodePattern Pattern, Variable Variable)> NodePatterns =>
        _nodePatterns;

    /// <summary>The patterns of relationships with what became of them.</summary>
    public IReadOnlyList<(
        Tree.RelationshipPattern Pattern,
        PatternRelationship Relationship
    )> Relationships => _relationships;

    /// <summary>Declares what pattern parts name.</summary>
    public void Add(IReadOnlyList<Tree.PatternPart> parts)
    {
        foreach (var part in parts)
        {
            if (_nodePatterns.Count + part.Steps.Length > PlanningLimits.MaxPatternParts)
            {
                throw session.Errors.PatternTooLarge(part.Position);
            }
            _shapes.Check(part, parts.Count);
            _selected = part.Selector is null ? _selected : part;
            if (part.Where is not null)
            {
                _pathConditions.Add(part.Where);
            }
            var path = new List<BoundExpression>();
            var left = Node(part.First);
            path.Add(new BoundVariable(left));
            foreach (var step in part.Steps)
            {
                var right = Node(step.Node);
                bool isShortest = part.Shortest != Tree.ShortestPathKind.None;
                var (pattern, repeated) = (step.Relationship, step.Quantified);
                if (IsRepeatable && !isShortest)
                {
                    repeated = _shapes.AsBoundedRepetition(pattern, repeated);
                }
                else if (part.Selector is null && PatternShapes.AsWalk(repeated) is { } walk)
                {
                    (pattern, repeated) = (walk, null);
                }
                var relationship = repeated is null
                    ? Relationship(pattern, left, right, isShortest)
                    : Repetition(repeated, left, right);
                Keep(part, pattern, relationship);
                path.Add(new BoundVariable(relationship.Variable));
                path.Add(new BoundVariable(right));
                left = right;
            }
            var whole = new BoundPath([.. path]);
            if (PatternShapes.ModeCondition(part.Mode, whole, IsRepeatable) is { } condition)
            {
                _predicates.Add(condition);
            }
            if (part.PathVariable is { } name)
            {
                var variable = DeclareNew(name, CypherType.Path);
                _paths.Add(new ProjectionItem(variable, whole));
            }
        }
    }

    /// <summary>Binds the conditions and gives the whole.</summary>
    /// <param name="where">The condition behind the pattern; null for none.</param>
    /// <param name="isOptional">Whether a row without a match stays.</param>
    /// <param name="hints">How parts are to be found; null for no hints.</param>
    public BoundMatch Build(
        Tree.Expression? where,
        bool isOptional,
        IReadOnlyList<BoundHint>? hints = null
    )
    {
        if (_nodes.Count + _relationships.Count > PlanningLimits.MaxPatternParts)
        {
            throw session.Errors.PatternTooLarge(_nodePatterns[0].Pattern.Position);
        }
        foreach (var (pattern, variable) in _nodePatterns)
        {
            NodePredicates(pattern, variable);
        }
        var relationships = _relationships
            .Select(r => WithPredicates(r.Pattern, r.Relationship))
            .ToList();
        var shortest = _shortestPaths
            .Select(s => new BoundShortestPath(WithPredicates(s.Pattern, s.Relationship), s.IsAll))
            .ToList();
        foreach (var condition in _pathConditions)
        {
            AddPredicate(session.Expressions.BindPredicate(condition, scope));
        }
        var predicates = _predicates.ToList();
        if (where is not null)
        {
            AddPredicate(session.Expressions.BindPredicate(where, scope));
        }
        if (_predicates.Count > PlanningLimits.MaxPatternConditions)
        {
            throw session.Errors.TooManyConditions(_nodePatterns[0].Pattern.Position);
        }
        var selection = _selected is null
            ? null
            : _shapes.Selection(
                _selected.Selector!,
                (_nodePatterns[0].Variable, _nodePatterns[^1].Variable),
                [.. relationships.Select(static r => r.Variable)],
                [.. _predicates.Skip(predicates.Count)]
            );
        return new BoundMatch
        {
            IsOptional = isOptional,
            Nodes = _nodes,
            KnownNodes = _knownNodes,
            Relationships = relationships,
            Predicates = ReplacePaths((selection is null ? _predicates : predicates).Distinct()),
            DifferentRelationships = IsRepeatable ? [] : Pairs(relationships),
            ShortestPaths = shortest,
            Selection = selection,
            Hints = hints ?? [],
            Paths = _paths,
        };
    }

    // A condition on a path is evaluated before the path is a column, so it is made of the path's parts.
    private List<BoundExpression> ReplacePaths(IEnumerable<BoundExpression> predicates) =>
        _paths.Count == 0
            ? [.. predicates]
            :
            [
                .. predicates.Select(p =>
                    p.ReplaceTopDown(e =>
                        e is BoundVariable v
                            ? _paths.Find(path => path.Variable == v.Variable)?.Expression
                            : null
                    )
                ),
            ];

    private Variable Node(Tree.NodePattern pattern)
    {
        var variable = NodeVariable(pattern);
        if (!_nodes.Contains(variable))
        {
            _nodes.Add(variable);
            if (!_newNodes.Contains(variable))
            {
                _knownNodes.Add(variable);
            }
        }
        _nodePatterns.Add((pattern, variable));
        return variable;
    }

    private Variable NodeVariable(Tree.NodePattern pattern)
    {
        if (pattern.Variable is not { } name)
        {
            var anonymous = session.NewAnonymous(CypherType.Node);
            _newNodes.Add(anonymous);
            return anonymous;
        }
        if (scope.TryFind(name.Name, out var found))
        {
            return found.Type.MayBe(CypherType.Node)
                ? found
                : throw session.Errors.ConflictingType(found, CypherType.Node, name.Position);
        }
        var variable = DeclareNew(name, CypherType.Node);
        _newNodes.Add(variable);
        return variable;
    }

    private PatternRelationship Relationship(
        Tree.RelationshipPattern pattern,
        Variable left,
        Variable right,
        bool isShortest
    )
    {
        var labels =
            pattern.Types is null || LabelBinder.IsDynamic(pattern.Types)
                ? null
                : LabelBinder.Bind(pattern.Types);
        var relationship = new PatternRelationship(
            RelationshipVariable(pattern, isShortest),
            left,
            right,
            pattern.Direction,
            labels is null ? [] : LabelBinder.AsAlternatives(labels) ?? []
        )
        {
            Length = pattern.Length is null
                ? isShortest
                    ? new WalkLength(1, 1)
                    : null
                : PatternShapes.LengthOf(pattern.Length),
        };
        return relationship;
    }

    private PatternRelationship Repetition(Tree.QuantifiedPath path, Variable left, Variable right)
    {
        var binder = new QuantifiedPathBinder(session, scope, IsRepeatable);
        var quantified = binder.Bind(
            path,
            v => _newNodes.Contains(v) || _relationships.Exists(r => r.Relationship.Variable == v)
        );
        var all = session.NewAnonymous(CypherType.ListOf(CypherType.Relationship));
        return new PatternRelationship(all, left, right, Model.Direction.Outgoing, [])
        {
            Length = PatternShapes.LengthOf(path.Length),
            Quantified = quantified,
            IsRepeatable = IsRepeatable,
        };
    }

    private void Keep(
        Tree.PatternPart part,
        Tree.RelationshipPattern pattern,
        PatternRelationship relationship
    )
    {
        if (part.Shortest == Tree.ShortestPathKind.None)
        {
            _relationships.Add((pattern, relationship));
            return;
        }
        bool isAll = part.Shortest == Tree.ShortestPathKind.All;
        _shortestPaths.Add((pattern, relationship, isAll));
    }

    private Variable RelationshipVariable(Tree.RelationshipPattern pattern, bool isShortest)
    {
        var type =
            pattern.Length is null && !isShortest
                ? CypherType.Relationship
                : CypherType.ListOf(CypherType.Relationship);
        if (pattern.Variable is not { } name)
        {
            return session.NewAnonymous(type);
        }
        if (_relationshipNames.Contains(name.Name))
        {
            throw session.Errors.RelationshipUsedTwice(name.Name, name.Position);
        }
        if (!scope.TryFind(name.Name, out var found))
        {
            _relationshipNames.Add(name.Name);
            return DeclareNew(name, type);
        }
        if (!found.Type.MayBe(type))
        {
            throw session.Errors.ConflictingType(found, type, name.Position);
        }

        // A relationship, or a list of them, that is known already is matched anew under another name and then compared.
        _relationshipNames.Add(name.Name);
        var again = session.NewAnonymous(type);
        AddPredicate(
            new BoundComparison(
                ComparisonOperator.Equal,
                new BoundVariable(again),
                new BoundVariable(found)
            )
        );
        return again;
    }

    private Variable DeclareNew(Tree.Variable name, CypherType type)
    {
        if (scope.TryFind(name.Name, out _))
        {
            throw session.Errors.AlreadyDeclared(name.Name, name.Position);
        }
        var variable = session.NewVariable(name.Name, type);
        scope.Declare(variable);
        return variable;
    }

    private void NodePredicates(Tree.NodePattern pattern, Variable node)
    {
        var value = new BoundVariable(node);
        if (pattern.Labels is not null)
        {
            Warn(pattern.Labels, CypherType.Node);
            AddPredicate(LabelBinder.Test(value, pattern.Labels, Names));
        }
        foreach (var predicate in PropertyPredicates(value, pattern.Properties))
        {
            AddPredicate(predicate);
        }
        if (pattern.Where is not null)
        {
            AddPredicate(session.Expressions.BindPredicate(pattern.Where, scope));
        }
    }

    // What MERGE does not find it makes: a name that is not there yet is no mistake.
    private void Warn(Tree.LabelExpression labels, CypherType owner)
    {
        if (merge is null)
        {
            LabelBinder.Warn(labels, owner, session.Warnings);
        }
    }

    private BoundExpression Names(Tree.DynamicLabel label) =>
        session.Updates.DynamicLabel(label, scope);

    private void AddLabels(BoundVariable node, BoundLabels labels)
    {
        if (labels is BoundLabelAnd and)
        {
            foreach (var operand in and.Operands)
            {
                AddLabels(node, operand);
            }
            return;
        }
        _predicates.Add(new BoundHasLabels(node, labels));
    }

    private PatternRelationship WithPredicates(
        Tree.RelationshipPattern pattern,
        PatternRelationship relationship
    )
    {
        if (relationship.Quantified is not null)
        {
            return relationship;
        }
        bool isWalk = relationship.Length is not null;
        var subject = isWalk
            ? session.NewAnonymous(CypherType.Relationship)
            : relationship.Variable;
        var value = new BoundVariable(subject);
        var predicates = new List<BoundExpression>();
        if (pattern.Types is not null)
        {
            Warn(pattern.Types, CypherType.Relationship);
            if (relationship.Types.Count == 0)
            {
                predicates.Add(LabelBinder.Test(value, pattern.Types, Names));
            }
        }
        predicates.AddRange(PropertyPredicates(value, pattern.Properties));
        if (pattern.Where is not null)
        {
            predicates.Add(session.Expressions.BindPredicate(pattern.Where, scope));
        }
        if (!isWalk)
        {
            predicates.ForEach(AddPredicate);
            return relationship;
        }
        if (predicates.Count == 0)
        {
            return relationship;
        }
        var predicate = predicates.Count == 1 ? predicates[0] : new BoundAnd([.. predicates]);
        if (FreeVariables.Of(predicate).Count > 1)
        {
            // What depends on other variables is tested when those are there.
            var list = new BoundVariable(relationship.Variable);
            AddPredicate(new BoundQuantifier(QuantifierKind.All, subject, list, predicate));
            return relationship;
        }
        return relationship with { StepRelationship = subject, StepPredicate = predicate };
    }

    private IEnumerable<BoundExpression> PropertyPredicates(
        BoundVariable owner,
        Tree.Expression? properties
    )
    {
        if (properties is Tree.Parameter parameter)
        {
            throw session.Errors.ParameterMap("MATCH", parameter.Name, parameter.Position);
        }
        if (properties is Tree.MapExpression map)
        {
            foreach (var entry in map.Entries)
            {
                var value = session.Expressions.Bind(entry.Value, scope);
                yield return merge is null
                    ? new BoundComparison(
                        ComparisonOperator.Equal,
                        session.Expressions.Property(owner, entry.Key),
                        value
                    )
                    : new BoundComparison(
                        ComparisonOperator.Equal,
                        new BoundProperty(owner, entry.Key.Text, CypherType.Any),
                        merge.Property(owner.Variable, entry.Key.Text, value)
                    );
            }
        }
    }

    private void AddPredicate(BoundExpression predicate)
    {
        if (predicate is BoundAnd and)
        {
            foreach (var operand in and.Operands)
            {
                AddPredicate(operand);
            }
        }
        else if (predicate is BoundHasLabels { Operand: BoundVariable node } labels)
        {
            AddLabels(node, labels.Labels);
        }
        else
        {
            _predicates.Add(predicate);
        }
    }

    private static List<RelationshipPair> Pairs(List<PatternRelationship> relationships)
    {
        var pairs = new List<RelationshipPair>();
        for (int i = 0; i < relationships.Count; i++)
        {
            for (int j = i + 1; j < relationships.Count; j++)
            {
                if (relationships[i].Overlaps(relationships[j]))
                {
                    pairs.Add(new RelationshipPair(relationships[i], relationships[j]));
                }
            }
        }
        return pairs;
    }
}
