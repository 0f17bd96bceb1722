using System.Diagnostics;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds queries: clause after clause, each seeing the names that the one before left.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class QueryBinder(BindingSession session)
{
    /// <summary>Binds a query that starts with the names of a scope.</summary>
    public BoundQuery Bind(Tree.Query query, Scope scope) =>
        query is Tree.SingleQuery single
            ? Single(single, scope)
            : Bind(query, part => (part, new Scope(scope) { Imports = [] }));

    /// <summary>Binds a query each part of which starts with clauses and names of its own.</summary>
    public BoundQuery Bind(
        Tree.Query query,
        Func<Tree.SingleQuery, (Tree.SingleQuery Query, Scope Scope)> start
    )
    {
        switch (query)
        {
            case Tree.SingleQuery single:
                var (clauses, scope) = start(single);
                return Single(clauses, scope);
            case Tree.UnionQuery union:
                return Union(union, start);
            default:
                throw new UnreachableException(query.GetType().Name);
        }
    }

    /// <summary>Binds clauses that start with the names of a scope.</summary>
    public BoundSingleQuery BindClauses(IReadOnlyList<Tree.Clause> query, Scope scope)
    {
        query = ChangingCalls.Replace(VectorSearchClauses.Replace(query, session.Errors));
        var clauses = new List<BoundClause>();
        IReadOnlyList<Variable> columns = [];
        Tree.ProcedureCallClause? unnamed = null;
        for (int i = 0; i < query.Count; i++)
        {
            var clause = query[i];
            RefuseReadAfterUpdate(i == 0 ? null : query[i - 1], clause);
            switch (clause)
            {
                case Tree.MatchClause match:
                    clauses.Add(session.Patterns.Bind(match, scope));
                    break;
                case Tree.UnwindClause unwind:
                    clauses.Add(Unwind(unwind, scope));
                    break;
                case Tree.LoadCsvClause load:
                    clauses.Add(LoadCsv(load, scope));
                    break;
                case Tree.WithClause with:
                    (var projection, scope) = session.Projections.Bind(with, scope);
                    clauses.Add(projection);
                    break;
                case Tree.ShowClause show when i > 0:
                    scope = session.Shows.BindNext(show, scope, clauses);
                    break;
                case Tree.ShowClause show:
                    scope = session.Shows.Bind(show, clauses);
                    columns = scope.Variables;
                    break;
                case Tree.ProcedureCallClause call when VectorPropertyCall.AsSet(call) is { } set:
                    Update(set, scope, clauses);
                    break;
                case Tree.ProcedureCallClause call:
                    bool isStandalone = query.Count == 1;
                    var bound = session.Calls.Bind(call, scope, isStandalone);
                    clauses.Add(bound);
                    if (isStandalone)
                    {
                        columns = [.. bound.Columns.Select(static c => c.Variable)];
                    }
                    else if (call.Yield.IsEmpty && bound.Procedure.Columns.Count > 0)
                    {
                        unnamed ??= call;
                    }
                    break;
                case Tree.SubqueryCallClause call:
                    clauses.Add(session.SubqueryCalls.Bind(call, scope));
                    break;
                case Tree.ReturnClause @return:
                    (var result, scope) = session.Projections.Bind(@return, scope);
                    clauses.Add(result);
                    columns = result.Columns;
                    break;
                case Tree.FinishClause:
                    break;
                default:
                    Update((Tree.UpdatingClause)clause, scope, clauses);
                    break;
            }
        }
        return unnamed is null
            ? new BoundSingleQuery(clauses, columns)
            : throw session.Errors.ColumnsNotNamed(unnamed.Name.Text, unnamed.Position);
    }

    private BoundSingleQuery Single(Tree.SingleQuery query, Scope scope) =>
        BindClauses(query.Clauses, scope);

    private void Update(Tree.UpdatingClause clause, Scope scope, List<BoundClause> clauses)
    {
        switch (clause)
        {
            case Tree.CreateClause create:
                clauses.AddRange(new CreateBinder(session, create, scope).Bind());
                break;
            case Tree.MergeClause merge:
                clauses.Add(new MergeBinder(session, merge, scope).Bind());
                break;
            case Tree.SetClause set:
                clauses.Add(new BoundChanges(session.Updates.Set(set.Items, scope)));
                break;
            case Tree.RemoveClause remove:
                clauses.Add(new BoundChanges(session.Updates.Remove(remove.Items, scope)));
                break;
            case Tree.DeleteClause delete:
                clauses.Add(session.Updates.Delete(delete, scope));
                break;
            default:
                clauses.Add(session.Updates.Foreach((Tree.ForeachClause)clause, scope));
                break;
        }
    }

    private void RefuseReadAfterUpdate(Tree.Clause? previous, Tree.Clause clause)
    {
        bool reads =
            clause
            is Tree.MatchClause
                or Tree.UnwindClause
                or Tree.LoadCsvClause
                or Tree.ProcedureCallClause
                or Tree.SubqueryCallClause;
        if (reads && previous is Tree.UpdatingClause && !session.IsCypher25)
        {
            throw session.Errors.WithRequired(
                Tree.ClauseNames.Of(previous),
                Tree.ClauseNames.Of(clause),
                clause.Position
            );
        }
    }

    private BoundLoadCsv LoadCsv(Tree.LoadCsvClause load, Scope scope)
    {
        var url = session.Expressions.BindAs(load.Url, scope, CypherType.String);
        if (scope.TryFind(load.Variable.Name, out _))
        {
            throw session.Errors.AlreadyDeclared(load.Variable.Name, load.Variable.Position);
        }
        var type = load.WithHeaders ? CypherType.Map : CypherType.ListOf(CypherType.String);
        var columns = new CsvColumns(
            session.NewVariable(load.Variable.Name, type),
            session.NewAnonymous(CypherType.String),
            session.NewAnonymous(CypherType.Integer)
        );
        scope.Declare(columns.Row);
        scope.Csv = columns;
        return new BoundLoadCsv(
            url,
            new CsvFormat(load.WithHeaders, load.FieldTerminator ?? ","),
            columns
        );
    }

    private BoundUnwind Unwind(Tree.UnwindClause unwind, Scope scope)
    {
        var list = session.Expressions.Bind(unwind.List, scope);
        if (scope.TryFind(unwind.Variable.Name, out _))
        {
            throw session.Errors.AlreadyDeclared(unwind.Variable.Name, unwind.Variable.Position);
        }
        var type =
            list.Type.IsList ? list.Type.ElementOrAny
            : list.Type.MayBe(CypherType.AnyList) ? CypherType.Any
            : list.Type;
        var element = session.NewVariable(unwind.Variable.Name, type);
        scope.Declare(element);
        return new BoundUnwind(list, element);
    }

    private BoundUnion Union(
        Tree.UnionQuery union,
        Func<Tree.SingleQuery, (Tree.SingleQuery Query, Scope Scope)> start
    )
    {
        var parts = new List<BoundSingleQuery>();
        foreach (var part in union.Parts)
        {
            var (clauses, scope) = start(part);
            parts.Add(Single(clauses, scope));
        }
        var first = parts[0].Columns;
        var aligned = new List<UnionPart>();
        for (int i = 0; i < parts.Count; i++)
        {
            aligned.Add(new UnionPart(parts[i], Align(first, parts[i].Columns, union.Parts[i])));
        }
        var columns = first.Select(
            (c, i) =>
                session.NewVariable(
                    c.Name,
                    aligned.Select(a => a.Columns[i].Type).Aggregate(static (a, b) => a.Union(b))
                )
        );
        return new BoundUnion(aligned, union.All, [.. columns]);
    }

    // The parts name the same columns, perhaps in another order.
    private IReadOnlyList<Variable> Align(
        IReadOnlyList<Variable> first,
        IReadOnlyList<Variable> columns,
        Tree.SingleQuery part
    )
    {
        var aligned = first
            .Select(f => columns.FirstOrDefault(c => c.Name == f.Name))
            .OfType<Variable>()
            .ToList();
        return aligned.Count == first.Count && columns.Count == first.Count
            ? aligned
            : throw session.Errors.UnionColumns(part.Position);
    }
}
