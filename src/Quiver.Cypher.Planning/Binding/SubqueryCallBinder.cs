using System.Collections.Immutable;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Notifications;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds CALL of subqueries.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class SubqueryCallBinder(BindingSession session)
{
    /// <summary>Binds a call; the names of its columns are declared in the scope.</summary>
    public BoundSubqueryCall Bind(Tree.SubqueryCallClause call, Scope scope)
    {
        RequireAliases(call.Query);
        if (!call.HasScope)
        {
            session.Warnings.Add(
                PlanNotifications.Deprecated(
                    "CALL subquery without a variable scope clause",
                    "`CALL (variables) { ... }`",
                    "CALL subquery without a variable scope clause is deprecated. Use CALL (variables) { ... }",
                    call.Position
                )
            );
        }
        var imports = new HashSet<Variable>();
        var shadowed = call.ImportsAll ? null : new ShadowedNames(scope.Variables);
        var query = call.HasScope
            ? session.Queries.Bind(call.Query, Imported(call, scope, imports, shadowed))
            : session.Queries.Bind(call.Query, part => Importing(part, scope, imports, shadowed));
        foreach (string name in shadowed?.Found ?? [])
        {
            session.Warnings.Add(PlanNotifications.SubqueryShadowing(name, call.Position));
        }
        foreach (var column in query.Columns)
        {
            if (scope.TryFind(column.Name, out _))
            {
                throw session.Errors.Shadowing(column.Name, call.Position);
            }
            scope.Declare(column);
        }
        var transactions = call.Transactions is null
            ? null
            : new InTransactionsBinder(session).Bind(call.Transactions, scope);
        return new BoundSubqueryCall(query, [.. imports.OrderBy(static v => v.Id)], call.Optional)
        {
            Transactions = transactions,
        };
    }

    // What the parentheses name is there in all of the subquery, behind any WITH.
    private Scope Imported(
        Tree.SubqueryCallClause call,
        Scope scope,
        HashSet<Variable> imports,
        ShadowedNames? shadowed
    )
    {
        if (call.ImportsAll)
        {
            return new Scope(scope.With(AggregateUse.NotHere)) { Imports = imports };
        }
        var outer = new Scope(null);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in call.Imports)
        {
            if (!names.Add(variable.Name))
            {
                throw session.Errors.AlreadyDeclared(variable.Name, variable.Position);
            }
            outer.Declare(session.Expressions.Resolve(variable, scope));
        }
        return new Scope(outer) { Imports = imports, Shadowed = shadowed };
    }

    // Without parentheses a first WITH of bare names takes these into the subquery, and nothing else is seen.
    private (Tree.SingleQuery Query, Scope Scope) Importing(
        Tree.SingleQuery query,
        Scope scope,
        HashSet<Variable> imports,
        ShadowedNames? shadowed
    )
    {
        var inner = new Scope(null) { Shadowed = shadowed };
        if (query.Clauses[0] is not Tree.WithClause with || !Imports(with, scope))
        {
            return (query, inner);
        }
        RefuseMore(with);
        var taken = with.Projection.IncludesAll
            ? AllOf(scope)
            : with.Projection.Items.Select(i =>
                session.Expressions.Resolve((Tree.Variable)i.Expression, scope)
            );
        foreach (var variable in taken)
        {
            inner.Declare(variable);
            imports.Add(variable);
        }
        return (query with { Clauses = query.Clauses.RemoveAt(0) }, inner);
    }

    private static List<Variable> AllOf(Scope scope)
    {
        var variables = new List<Variable>();
        foreach (string name in scope.VisibleNames.Distinct().ToImmutableSortedSet())
        {
            if (scope.TryFind(name, out var variable))
            {
                variables.Add(variable);
            }
        }
        return variables;
    }

    private static bool Imports(Tree.WithClause with, Scope scope) =>
        with.Projection.IncludesAll
        || with.Projection.Items.Any(i =>
            i.Expression is Tree.Variable variable && scope.TryFind(variable.Name, out _)
        );

    private void RefuseMore(Tree.WithClause with)
    {
        var body = with.Projection;
        bool isPlain =
            body is { Distinct: false, OrderBy.IsEmpty: true, Skip: null, Limit: null }
            && with.Where is null
            && body.Items.All(static i =>
                i.Expression is Tree.Variable variable
                && (i.Alias is null || i.Alias.Name == variable.Name)
            );
        if (!isPlain)
        {
            throw session.Errors.ImportingWith(with.Position);
        }
    }

    private void RequireAliases(Tree.Query query)
    {
        var parts = query is Tree.UnionQuery union ? union.Parts : [(Tree.SingleQuery)query];
        foreach (var part in parts)
        {
            if (part.Clauses[^1] is not Tree.ReturnClause clause)
            {
                continue;
            }
            foreach (var item in clause.Projection.Items)
            {
                if (item.Alias is null && item.Expression is not Tree.Variable)
                {
                    throw session.Errors.MissingAliasInCall(item.Position);
                }
            }
        }
    }
}
