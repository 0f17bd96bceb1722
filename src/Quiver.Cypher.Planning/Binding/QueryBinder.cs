using System.Diagnostics;
using Quiver.Cypher.Planning.Logical;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds queries: clause after clause, each seeing the names that the one before left.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class QueryBinder(BindingSession session)
{
    /// <summary>Binds a query that starts with the names of a scope.</summary>
    public BoundQuery Bind(Tree.Query query, Scope scope) =>
        query switch
        {
            Tree.SingleQuery single => Single(single, scope),
            Tree.UnionQuery union => Union(union, scope),
            _ => throw new UnreachableException(query.GetType().Name),
        };

    private BoundSingleQuery Single(Tree.SingleQuery query, Scope scope)
    {
        var clauses = new List<BoundClause>();
        IReadOnlyList<Variable> columns = [];
        foreach (var clause in query.Clauses)
        {
            switch (clause)
            {
                case Tree.MatchClause match:
                    clauses.Add(session.Patterns.Bind(match, scope));
                    break;
                case Tree.UnwindClause unwind:
                    clauses.Add(Unwind(unwind, scope));
                    break;
                case Tree.WithClause with:
                    (var projection, scope) = session.Projections.Bind(with, scope);
                    clauses.Add(projection);
                    break;
                case Tree.ShowClause show:
                    scope = session.Shows.Bind(show, clauses);
                    columns = scope.Variables;
                    break;
                case Tree.ReturnClause @return:
                    (var result, scope) = session.Projections.Bind(@return, scope);
                    clauses.Add(result);
                    columns = result.Columns;
                    break;
                default:
                    throw session.Errors.NotSupported(ClauseName(clause), clause.Position);
            }
        }
        return new BoundSingleQuery(clauses, columns);
    }

    private static string ClauseName(Tree.Clause clause) =>
        clause.GetType().Name.Replace("Clause", "", StringComparison.Ordinal).ToUpperInvariant();

    private BoundUnwind Unwind(Tree.UnwindClause unwind, Scope scope)
    {
        var list = session.Expressions.Bind(unwind.List, scope);
        if (scope.TryFind(unwind.Variable.Name, out _))
        {
            throw session.Errors.AlreadyDeclared(unwind.Variable.Name, unwind.Variable.Position);
        }
        var type = list.Type.IsList ? list.Type.ElementOrAny : CypherType.Any;
        var element = session.NewVariable(unwind.Variable.Name, type);
        scope.Declare(element);
        return new BoundUnwind(list, element);
    }

    private BoundUnion Union(Tree.UnionQuery union, Scope scope)
    {
        var parts = new List<BoundSingleQuery>();
        foreach (var part in union.Parts)
        {
            parts.Add(Single(part, new Scope(scope) { Imports = [] }));
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
