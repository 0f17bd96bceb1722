using Quiver.Cypher.Planning.Binding.Expressions;
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
        var listed = ShowColumns.Of(show.Kind, session.Version);
        int[] indexes =
        [
            .. Enumerable
                .Range(0, listed.Count)
                .Where(i => show.Yield is not null || listed[i].IsDefault),
        ];
        var columns = indexes
            .Select(i => session.NewVariable(listed[i].Name, listed[i].Type))
            .ToList();
        var scope = new Scope(null);
        columns.ForEach(scope.Declare);
        clauses.Add(new BoundShow(Request(show), Names(show, new Scope(null)), columns, indexes));
        if (show.Yield is null && show.Where is null)
        {
            return scope;
        }
        var yield = new Tree.WithClause(show.Extent, Yield(show, columns), show.Where);
        (var projection, scope) = session.Projections.Bind(yield, scope);
        clauses.Add(projection);
        return scope;
    }

    /// <summary>Binds a SHOW or TERMINATE that follows another and lists for each of its rows; gives the names of both.</summary>
    public Scope BindNext(Tree.ShowClause show, Scope scope, List<BoundClause> clauses)
    {
        var names = Names(show, scope);
        var listed = ShowColumns.Of(show.Kind, session.Version);
        var yield = show.Yield!;
        var columns = new List<Variable>();
        var indexes = new List<int>();
        foreach (var item in yield.Items)
        {
            string name = ((Tree.Variable)item.Expression).Name;
            int index = listed.TakeWhile(c => c.Name != name).Count();
            if (index == listed.Count)
            {
                throw session.Errors.UnknownYieldColumn(name, item.Position);
            }
            if (scope.TryFind(item.ColumnName, out _))
            {
                throw session.Errors.AlreadyDeclared(item.ColumnName, item.Position);
            }
            var column = session.NewVariable(item.ColumnName, listed[index].Type);
            scope.Declare(column);
            columns.Add(column);
            indexes.Add(index);
        }
        clauses.Add(new BoundShow(Request(show), names, columns, indexes) { IsForEachRow = true });
        bool isWhole = yield.OrderBy.IsEmpty && yield.Skip is null && yield.Limit is null;
        if (isWhole && show.Where is null)
        {
            return scope;
        }
        var all = new Tree.ProjectionBody(
            show.Extent,
            Distinct: false,
            IncludesAll: true,
            [],
            yield.OrderBy,
            yield.Skip,
            yield.Limit
        );
        var with = new Tree.WithClause(show.Extent, all, show.Where);
        (var projection, scope) = session.Projections.Bind(with, scope);
        clauses.Add(projection);
        return scope;
    }

    private ShowSelection Request(Tree.ShowClause show) =>
        new(show.Kind, show.Selection, session.Version);

    private BoundExpression[] Names(Tree.ShowClause show, Scope scope) =>
        [.. show.Names.Select(n => session.Expressions.Bind(n, scope))];

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
