using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds WITH and RETURN.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class ProjectionBinder(BindingSession session)
{
    /// <summary>Binds a WITH; gives the names that it leaves.</summary>
    public (BoundProjection Projection, Scope Scope) Bind(Tree.WithClause with, Scope scope)
    {
        foreach (var item in with.Projection.Items)
        {
            if (item.Alias is null && item.Expression is not Tree.Variable)
            {
                throw session.Errors.MissingAlias(item.Position);
            }
        }
        return Bind(with.Projection, with.Where, scope);
    }

    /// <summary>Binds a RETURN.</summary>
    public (BoundProjection Projection, Scope Scope) Bind(Tree.ReturnClause clause, Scope scope)
    {
        var star = clause.Projection;
        return star.IncludesAll && star.Items.IsEmpty && scope.Variables.All(IsHidden)
            ? throw session.Errors.EmptyStar(clause.Position)
            : Bind(clause.Projection, where: null, scope, IsHidden);
    }

    private static bool IsHidden(Variable variable) => Tree.HiddenName.Is(variable.Name);

    private (BoundProjection Projection, Scope Scope) Bind(
        Tree.ProjectionBody body,
        Tree.Expression? where,
        Scope scope,
        Func<Variable, bool>? isLeftOut = null
    )
    {
        var items = Items(body, scope);
        if (isLeftOut is not null && body.IncludesAll)
        {
            items.RemoveAll(i => isLeftOut(i.Variable));
        }
        var following = new ProjectedScope(session, body, items, scope);
        var orderBy = body.OrderBy.Select(following.BindSortItem).ToList();
        var filter = where is null ? null : following.BindWhere(where);
        var projection = new BoundProjection
        {
            Aggregation = following.Aggregation,
            Items = following.Items,
            IsDistinct = body.Distinct,
            OrderBy = orderBy,
            Skip = RowCount(body.Skip, "SKIP"),
            Limit = RowCount(body.Limit, "LIMIT"),
            Where = filter,
            Kept = following.Kept,
        };
        bool groups = body.Distinct || projection.Aggregation is not null;
        var left = new Scope(scope.Outer)
        {
            Imports = scope.Imports,
            Shadowed = scope.Shadowed,
            KeptAcross = groups ? scope.KeptAcross.Add(following.Kept) : scope.KeptAcross,
        };
        foreach (var column in projection.Columns)
        {
            left.Declare(column);
        }
        return (projection, left);
    }

    private List<ProjectionItem> Items(Tree.ProjectionBody body, Scope scope)
    {
        var items = new List<ProjectionItem>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (body.IncludesAll)
        {
            foreach (
                var variable in scope.Variables.OrderBy(static v => v.Name, StringComparer.Ordinal)
            )
            {
                items.Add(new ProjectionItem(variable, new BoundVariable(variable)));
                names.Add(variable.Name);
            }
        }
        var inner = scope.With(AggregateUse.Allowed);
        foreach (var item in body.Items)
        {
            var expression = session.Expressions.Bind(item.Expression, inner);
            if (!names.Add(item.ColumnName))
            {
                if (item.Alias is { } name && IsDefinition(item))
                {
                    throw session.Errors.AlreadyDeclared(name.Name, name.Position);
                }
                throw session.Errors.DuplicateColumn(item.Position);
            }
            items.Add(new ProjectionItem(Column(item.ColumnName, expression), expression));
        }
        return items;
    }

    // In LET the name stands before its value.
    private static bool IsDefinition(Tree.ProjectionItem item) =>
        item.Alias is { } name && name.Position.Offset < item.Expression.Position.Offset;

    // A variable that keeps its name stays the same column.
    private Variable Column(string name, BoundExpression expression) =>
        expression is BoundVariable { Variable: var variable } && variable.Name == name
            ? variable
            : session.NewVariable(name, expression.Type);

    private BoundExpression? RowCount(Tree.Expression? count, string clause)
    {
        if (count is null)
        {
            return null;
        }
        if (ContainsVariable(count))
        {
            throw session.Errors.VariableInRowCount(clause, count.Position);
        }
        var bound = session.Expressions.Bind(count, new Scope(null));
        if (bound.Contains(static e => e is BoundSubquery))
        {
            throw session.Errors.VariableInRowCount(clause, count.Position);
        }
        bool isInvalid = bound switch
        {
            BoundLiteral literal => literal.Type != CypherType.Integer
                || literal.Value.AsInteger() < 0,
            BoundNegate { Operand: BoundLiteral } => true,
            _ => false,
        };
        if (isInvalid)
        {
            string text = count.Extent.TextIn(session.Text);
            throw session.Errors.InvalidRowCount(text, count.Position);
        }
        session.Expressions.Check(bound, CypherType.Integer, count.Position);
        return bound;
    }

    private static bool ContainsVariable(Tree.Expression expression) =>
        expression switch
        {
            Tree.Variable => true,
            Tree.PropertyAccess access => ContainsVariable(access.Subject),
            Tree.BinaryArithmetic binary => ContainsVariable(binary.Left)
                || ContainsVariable(binary.Right),
            Tree.UnaryArithmetic unary => ContainsVariable(unary.Operand),
            Tree.FunctionCall call => call.Arguments.Any(ContainsVariable),
            _ => false,
        };
}
