using System.Collections.Immutable;
using Quiver.Cypher.Planning.Logical;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds MATCH and the patterns in expressions to graphs of nodes, relationships and conditions.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class PatternBinder(BindingSession session)
{
    /// <summary>Binds a MATCH clause; its new names are declared in the scope.</summary>
    public BoundMatch Bind(Tree.MatchClause clause, Scope scope)
    {
        var graph = new PatternGraphBuilder(session, scope)
        {
            IsRepeatable = clause.Mode == Tree.MatchMode.RepeatableElements,
        };
        graph.Add(clause.Patterns);
        DisconnectedPatterns.Warn(clause, session.Warnings);
        var hints = clause.Hints.SelectMany(h => Hints(h, scope)).ToList();
        return graph.Build(clause.Where, clause.Optional, hints);
    }

    private IEnumerable<BoundHint> Hints(Tree.PlannerHint hint, Scope scope) =>
        hint.Variables.Select(v => new BoundHint(
            hint.Kind,
            session.Expressions.Resolve(v, scope),
            hint.Token?.Text ?? "",
            [.. hint.Keys.Select(static k => k.Text)],
            hint.Position
        ));

    /// <summary>Binds the pattern of an expression; its new names are declared in the scope.</summary>
    public BoundMatch Bind(Tree.PatternPart pattern, Tree.Expression? where, Scope scope)
    {
        var graph = new PatternGraphBuilder(session, scope);
        graph.Add(ImmutableArray.Create(pattern));
        return graph.Build(where, isOptional: false);
    }
}
