using System.Collections.Immutable;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds a path that is repeated to a pattern of its own.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="scope">The names outside; gets the lists.</param>
/// <param name="isRepeatable">Whether a relationship may occur more than once.</param>
internal sealed class QuantifiedPathBinder(BindingSession session, Scope scope, bool isRepeatable)
{
    /// <summary>Binds a repeated path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isDeclaredBeside">Whether a variable is declared in the same pattern, outside of the path.</param>
    public QuantifiedPattern Bind(Tree.QuantifiedPath path, Func<Variable, bool> isDeclaredBeside)
    {
        Check(path.Pattern);
        var inner = new Scope(scope) { Imports = [] };
        var builder = new PatternGraphBuilder(session, inner) { IsRepeatable = isRepeatable };
        builder.Add(ImmutableArray.Create(path.Pattern));
        var match = builder.Build(path.Where, isOptional: false);
        if (inner.Imports!.FirstOrDefault(isDeclaredBeside) is { } beside)
        {
            throw session.Errors.VariableOfSameMatch(beside.Name, path.Position);
        }
        return new QuantifiedPattern(
            match,
            builder.NodePatterns[0].Variable,
            builder.NodePatterns[^1].Variable,
            [.. match.Relationships.Select(static r => r.Variable)],
            Groups(inner),
            [.. inner.Imports!.OrderBy(static v => v.Id)]
        );
    }

    private void Check(Tree.PatternPart pattern)
    {
        if (pattern.Steps.IsEmpty)
        {
            throw session.Errors.QuantifiedNode(pattern.Position);
        }
        RefuseKnown(pattern.PathVariable);
        RefuseKnown(pattern.First.Variable);
        foreach (var step in pattern.Steps)
        {
            if (step.Quantified is not null)
            {
                throw session.Errors.NestedQuantifier(step.Position);
            }
            if (step.Relationship.Length is not null)
            {
                throw session.Errors.WalkInQuantifiedPath(step.Relationship.Position);
            }
            RefuseKnown(step.Relationship.Variable);
            RefuseKnown(step.Node.Variable);
        }
    }

    private void RefuseKnown(Tree.Variable? variable)
    {
        if (variable is not null && scope.TryFind(variable.Name, out _))
        {
            throw session.Errors.AlreadyDeclared(variable.Name, variable.Position);
        }
    }

    private List<GroupVariable> Groups(Scope inner)
    {
        var groups = new List<GroupVariable>();
        foreach (var variable in inner.Variables)
        {
            var list = session.NewVariable(variable.Name, CypherType.ListOf(variable.Type));
            scope.Declare(list);
            groups.Add(new GroupVariable(variable, list));
        }
        return groups;
    }
}
