using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Shows;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds SHOW: a list of fixed columns, and YIELD and WHERE as the projection that they are.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class ShowBinder(BindingSession session)
{
    /// <summary>Binds a SHOW; appends its clauses and gives the names that it leaves, in the order of its columns.</summary>
    public Scope Bind(Tree.ShowClause show, List<BoundClause> clauses)
    {
        var columns = ShowColumns
            .Of(show.Kind, session.Version)
            .Where(c => show.Yield is not null || c.IsDefault)
            .Select(c => session.NewVariable(c.Name, c.Type))
            .ToList();
        var scope = new Scope(null);
        columns.ForEach(scope.Declare);
        var names = show.Names.Select(n => session.Expressions.Bind(n, new Scope(null)));
        var request = new ShowSelection(show.Kind, show.Selection, session.Version);
        clauses.Add(new BoundShow(request, [.. names], columns));
        if (show.Yield is null && show.Where is null)
        {
            return scope;
        }
        var yield = new Tree.WithClause(show.Extent, Yield(show, columns), show.Where);
        (var projection, scope) = session.Projections.Bind(yield, scope);
        clauses.Add(projection);
        return scope;
    }

    // A star means the columns in their order, which is not that of their names.
    private Tree.ProjectionBody Yield(Tree.ShowClause show, List<Variable> columns)
    {
        if (show.Yield is { IncludesAll: false } named)
        {
            foreach (var item in named.Items)
            {
                string name = ((Tree.Variable)item.Expression).Name;
                if (!columns.Exists(c => c.Name == name))
                {
                    throw session.Errors.UnknownYieldColumn(name, item.Position);
                }
            }
            return named;
        }
        var all = columns.Select(c => new Tree.ProjectionItem(
            show.Extent,
            new Tree.Variable(show.Extent, c.Name),
            Alias: null,
            c.Name
        ));
        return new Tree.ProjectionBody(
            show.Extent,
            Distinct: false,
            IncludesAll: false,
            [.. all],
            show.Yield?.OrderBy ?? [],
            show.Yield?.Skip,
            show.Yield?.Limit
        );
    }
}
