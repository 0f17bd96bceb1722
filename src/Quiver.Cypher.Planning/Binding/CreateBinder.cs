using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Updates;
using Quiver.Model;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>
/// Binds one CREATE. Its elements are made together; where an expression uses an element of the same clause, what stands before it
/// becomes a clause of its own.
/// </summary>
/// <param name="session">The statement's binding.</param>
/// <param name="clause">The clause.</param>
/// <param name="scope">The names before the clause; gets the new ones.</param>
internal sealed class CreateBinder(BindingSession session, Tree.CreateClause clause, Scope scope)
{
    private readonly CreationRules _rules = new(session, Tree.ClauseNames.Of(clause));
    private readonly List<BoundCreate> _finished = [];
    private readonly HashSet<Variable> _open = [];
    private readonly List<ProjectionItem> _paths = [];
    private List<NodeCreation> _nodes = [];
    private List<RelationshipCreation> _relationships = [];
    private int _partCount;

    /// <summary>Binds the clause.</summary>
    public IReadOnlyList<BoundCreate> Bind()
    {
        foreach (var part in clause.Patterns)
        {
            Add(part);
        }
        Finish(_paths);
        return _finished;
    }

    private void Add(Tree.PatternPart part)
    {
        if (part.Selector is not null || part.Where is not null || part.Mode != Tree.PathMode.Walk)
        {
            throw session.Errors.NotSupported(
                $"A path selector, mode or condition in {Tree.ClauseNames.Of(clause)}",
                part.Position
            );
        }
        if (part.Shortest != Tree.ShortestPathKind.None)
        {
            throw session.Errors.ShortestPathToMake(Tree.ClauseNames.Of(clause), part.Position);
        }
        _partCount += 1 + part.Steps.Length;
        if (_partCount > PlanningLimits.MaxCreatedParts)
        {
            throw session.Errors.CreationTooLarge(part.Position);
        }
        if (part.PathVariable is { } declared && scope.TryFind(declared.Name, out _))
        {
            throw session.Errors.AlreadyDeclared(declared.Name, declared.Position);
        }
        var left = Node(part.First, isAlone: part.Steps.IsEmpty);
        var path = new List<BoundExpression> { new BoundVariable(left) };
        foreach (var step in part.Steps)
        {
            _rules.Check(step.Relationship, scope);
            var right = Node(step.Node, isAlone: false);
            var relationship = Relationship(step.Relationship, left, right);
            path.Add(new BoundVariable(relationship));
            path.Add(new BoundVariable(right));
            left = right;
        }
        if (part.PathVariable is { } name)
        {
            var variable = session.NewVariable(name.Name, CypherType.Path);
            _paths.Add(new ProjectionItem(variable, new BoundPath([.. path])));
            scope.Declare(variable);
        }
    }

    private Variable Node(Tree.NodePattern pattern, bool isAlone)
    {
        _rules.Check(pattern);
        if (_rules.TryFindNode(pattern, isAlone, scope, out var found))
        {
            return found;
        }
        var dynamic = CreationLabels
            .Dynamic(pattern.Labels)
            .Select(l => session.Updates.DynamicLabel(l, scope))
            .ToArray();
        var properties = Properties(pattern.Properties);
        FinishBefore(properties is null ? dynamic : [.. dynamic, properties]);
        var node = Declare(pattern.Variable, CypherType.Node);
        _nodes.Add(
            new NodeCreation(node, CreationLabels.Names(pattern.Labels), [.. dynamic], properties)
        );
        return node;
    }

    private Variable Relationship(Tree.RelationshipPattern pattern, Variable left, Variable right)
    {
        var type = pattern.Types is Tree.DynamicLabel dynamic
            ? session.Updates.DynamicLabel(dynamic, scope)
            : null;
        var properties = Properties(pattern.Properties);
        FinishBefore(new[] { type, properties }.OfType<BoundExpression>());
        var relationship = Declare(pattern.Variable, CypherType.Relationship);
        bool isReversed = pattern.Direction == Direction.Incoming;
        _relationships.Add(
            new RelationshipCreation(
                relationship,
                isReversed ? right : left,
                isReversed ? left : right,
                (pattern.Types as Tree.LabelName)?.Name,
                type,
                properties
            )
        );
        return relationship;
    }

    private BoundExpression? Properties(Tree.Expression? properties) =>
        properties is null ? null : session.Expressions.BindAs(properties, scope, CypherType.Map);

    private Variable Declare(Tree.Variable? name, CypherType type)
    {
        var variable = name is null
            ? session.NewAnonymous(type)
            : session.NewVariable(name.Name, type);
        if (name is not null)
        {
            scope.Declare(variable);
        }
        _open.Add(variable);
        return variable;
    }

    private void FinishBefore(IEnumerable<BoundExpression> expressions)
    {
        if (_open.Overlaps(FreeVariables.Of(expressions)))
        {
            Finish([]);
        }
    }

    private void Finish(IReadOnlyList<ProjectionItem> paths)
    {
        _finished.Add(new BoundCreate(_nodes, _relationships, paths));
        _nodes = [];
        _relationships = [];
        _open.Clear();
    }
}
