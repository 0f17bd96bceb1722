using System.Collections.Immutable;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Updates;
using Quiver.Model;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds one MERGE: its pattern as something to be found and as something to be made.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="clause">The clause.</param>
/// <param name="scope">The names before the clause; gets the new ones.</param>
internal sealed class MergeBinder(BindingSession session, Tree.MergeClause clause, Scope scope)
{
    private readonly CreationRules _rules = new(session, "MERGE");
    private readonly List<ProjectionItem> _values = [];
    private readonly Dictionary<Variable, List<(string Key, BoundExpression Value)>> _properties =
    [];

    /// <summary>Binds the clause.</summary>
    public BoundMerge Bind()
    {
        Check(clause.Pattern);
        var builder = new PatternGraphBuilder(session, scope, this);
        builder.Add(ImmutableArray.Create(clause.Pattern));
        var match = builder.Build(where: null, isOptional: false);
        var paths = match.Paths;
        var create = new BoundCreate(
            Nodes(builder, match),
            [.. builder.Relationships.Select(r => Relationship(r.Pattern, r.Relationship))],
            paths
        );
        RefuseOwnNames(match, create);
        return new BoundMerge
        {
            Values = _values,
            Match = match.WithoutPaths(),
            Create = create,
            OnMatch = Actions(onCreate: false),
            OnCreate = Actions(onCreate: true),
        };
    }

    /// <summary>Takes note of a property that the pattern asks for; gives the value to compare with.</summary>
    public BoundExpression Property(Variable owner, string key, BoundExpression value)
    {
        if (value is not (BoundLiteral or BoundParameter or BoundVariable))
        {
            var column = session.NewAnonymous(value.Type);
            _values.Add(new ProjectionItem(column, value));
            value = new BoundVariable(column);
        }
        if (!_properties.TryGetValue(owner, out var properties))
        {
            _properties.Add(owner, properties = []);
        }
        properties.Add((key, value));
        return value;
    }

    private void Check(Tree.PatternPart part)
    {
        CheckNode(part.First, isAlone: part.Steps.IsEmpty);
        foreach (var step in part.Steps)
        {
            _rules.Check(step.Relationship, scope);
            CheckNode(step.Node, isAlone: false);
        }
    }

    private void CheckNode(Tree.NodePattern pattern, bool isAlone)
    {
        _rules.Check(pattern);
        _rules.TryFindNode(pattern, isAlone, scope, out _);
    }

    private List<NodeCreation> Nodes(PatternGraphBuilder builder, BoundMatch match)
    {
        var nodes = new List<NodeCreation>();
        foreach (var node in match.Nodes.Where(n => !match.KnownNodes.Contains(n)))
        {
            var patterns = builder
                .NodePatterns.Where(p => p.Variable == node)
                .Select(static p => p.Pattern.Labels)
                .ToList();
            var labels = patterns.SelectMany(CreationLabels.Names).Distinct();
            var dynamic = patterns
                .SelectMany(CreationLabels.Dynamic)
                .Select(l => session.Updates.DynamicLabel(l, scope));
            nodes.Add(new NodeCreation(node, [.. labels], [.. dynamic], Properties(node)));
        }
        return nodes;
    }

    private RelationshipCreation Relationship(
        Tree.RelationshipPattern pattern,
        PatternRelationship relationship
    )
    {
        // Without a direction, what is made points from left to right.
        bool isReversed = relationship.Direction == Direction.Incoming;
        return new RelationshipCreation(
            relationship.Variable,
            isReversed ? relationship.Right : relationship.Left,
            isReversed ? relationship.Left : relationship.Right,
            (pattern.Types as Tree.LabelName)?.Name,
            pattern.Types is Tree.DynamicLabel type
                ? session.Updates.DynamicLabel(type, scope)
                : null,
            Properties(relationship.Variable)
        );
    }

    private BoundMap? Properties(Variable owner) =>
        _properties.TryGetValue(owner, out var properties)
            ? new BoundMap(
                [.. properties.Select(static p => p.Key)],
                [.. properties.Select(static p => p.Value)]
            )
            : null;

    private void RefuseOwnNames(BoundMatch match, BoundCreate create)
    {
        var made = match.Nodes.Where(n => !match.KnownNodes.Contains(n)).ToHashSet();
        made.UnionWith(match.Relationships.Select(static r => r.Variable));
        var used = FreeVariables.Of(
            _values
                .Select(static v => v.Expression)
                .Concat(_properties.Values.SelectMany(static p => p.Select(static e => e.Value)))
                .Concat(create.Nodes.SelectMany(static n => n.DynamicLabels))
                .Concat(
                    create.Relationships.Select(static r => r.DynamicType).OfType<BoundExpression>()
                )
        );
        if (used.FirstOrDefault(made.Contains) is { } own)
        {
            throw session.Errors.OwnNameInMerge(own.Name, clause.Pattern.Position);
        }
    }

    private List<EntityChange> Actions(bool onCreate) =>
        [
            .. clause
                .Actions.Where(a => a.OnCreate == onCreate)
                .SelectMany(a => session.Updates.Set(a.Items, scope)),
        ];
}
