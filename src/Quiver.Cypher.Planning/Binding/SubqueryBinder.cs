using System.Diagnostics;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds queries and patterns that stand in expressions.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="expressions">Binds the expressions inside.</param>
internal sealed class SubqueryBinder(BindingSession session, ExpressionBinder expressions)
{
    // No name that a query can have: back-ticks hold at least one character.
    private const string PathName = "";

    /// <summary>Binds such an expression.</summary>
    public BoundExpression Bind(Tree.Expression expression, Scope scope) =>
        expression switch
        {
            Tree.PatternExpression { Pattern.Shortest: Tree.ShortestPathKind.All } pattern =>
                ShortestPaths(pattern, scope),
            Tree.PatternExpression { Pattern.Shortest: Tree.ShortestPathKind.One } pattern =>
                new BoundIndex(
                    ShortestPaths(pattern, scope),
                    BoundLiteral.Integer(0),
                    CypherType.Path
                ),
            Tree.SubqueryExpression subquery => Subquery(subquery, scope),
            Tree.PatternExpression pattern => Existence(pattern, scope),
            Tree.PatternComprehension comprehension => Comprehension(comprehension, scope),
            _ => throw new UnreachableException(expression.GetType().Name),
        };

    private BoundSubquery Subquery(Tree.SubqueryExpression subquery, Scope scope)
    {
        RefuseUpdates(subquery);
        var inner = Inner(scope);
        var query = session.Queries.Bind(subquery.Query, inner);
        if (subquery.Kind == Tree.SubqueryKind.Collect && query.Columns.Count != 1)
        {
            throw session.Errors.CollectColumns(subquery.Position);
        }
        return subquery.Kind switch
        {
            Tree.SubqueryKind.Exists => New(SubqueryResult.Exists, query, inner, subquery),
            Tree.SubqueryKind.Count => New(SubqueryResult.Count, query, inner, subquery),
            _ => New(SubqueryResult.Collect, query, inner, subquery),
        };
    }

    private void RefuseUpdates(Tree.SubqueryExpression subquery)
    {
        IEnumerable<Tree.SingleQuery> parts = subquery.Query is Tree.UnionQuery union
            ? union.Parts
            : [(Tree.SingleQuery)subquery.Query];
        if (
            parts
                .SelectMany(static p => p.Clauses)
                .Any(static c =>
                    c is Tree.UpdatingClause or Tree.SubqueryCallClause { Transactions: not null }
                )
        )
        {
            string kind = subquery.Kind switch
            {
                Tree.SubqueryKind.Exists => "An Exists",
                Tree.SubqueryKind.Count => "A Count",
                _ => "A Collect",
            };
            throw session.Errors.UpdateInSubquery(kind, subquery.Position);
        }
    }

    private BoundSubquery Existence(Tree.PatternExpression expression, Scope scope)
    {
        RefuseNewNames(expression.Pattern, scope);
        var inner = Inner(scope);
        var match = session.Patterns.Bind(expression.Pattern, where: null, inner);
        return New(SubqueryResult.Exists, new BoundSingleQuery([match], []), inner, expression);
    }

    private BoundSubquery ShortestPaths(Tree.PatternExpression expression, Scope scope)
    {
        RefuseNewNames(expression.Pattern, scope);
        var inner = Inner(scope);
        var name = new Tree.Variable(expression.Extent, PathName);
        var pattern = expression.Pattern with { PathVariable = name };
        var match = session.Patterns.Bind(pattern, where: null, inner);
        return Collect(match, expressions.Bind(name, inner), inner, expression);
    }

    private BoundSubquery Comprehension(Tree.PatternComprehension comprehension, Scope scope)
    {
        var inner = Inner(scope);
        var match = session.Patterns.Bind(comprehension.Pattern, comprehension.Where, inner);
        var value = expressions.Bind(comprehension.Projection, inner);
        return Collect(match, value, inner, comprehension);
    }

    private BoundSubquery Collect(
        BoundMatch match,
        BoundExpression value,
        Scope inner,
        Tree.Expression expression
    )
    {
        var column = session.NewAnonymous(value.Type);
        var projection = new BoundProjection
        {
            Aggregation = null,
            Items = [new ProjectionItem(column, value)],
            IsDistinct = false,
            OrderBy = [],
            Skip = null,
            Limit = null,
            Where = null,
            Kept = new HashSet<Variable>(),
        };
        var query = new BoundSingleQuery([match, projection], [column]);
        return New(SubqueryResult.Collect, query, inner, expression);
    }

    private static Scope Inner(Scope scope)
    {
        // Aggregates inside are the subquery's own: its projections allow them again.
        var outer =
            scope.Aggregates == AggregateUse.NotHere ? scope : scope.With(AggregateUse.NotHere);
        return new Scope(outer) { Imports = [] };
    }

    private BoundSubquery New(
        SubqueryResult result,
        BoundQuery query,
        Scope inner,
        Tree.Expression expression
    )
    {
        var type = result switch
        {
            SubqueryResult.Exists => CypherType.Boolean,
            SubqueryResult.Count => CypherType.Integer,
            _ => query.Columns[0].Type.Kinds is TypeKinds.Any or TypeKinds.None
                ? CypherType.AnyList
                : CypherType.ListOf(query.Columns[0].Type),
        };
        return new BoundSubquery(
            result,
            query,
            [.. inner.Imports!.OrderBy(static v => v.Id)],
            expression.Extent.TextIn(session.Text),
            type
        );
    }

    private void RefuseNewNames(Tree.PatternPart pattern, Scope scope)
    {
        Refuse(pattern.PathVariable, scope);
        Refuse(pattern.First.Variable, scope);
        foreach (var step in pattern.Steps)
        {
            Refuse(step.Relationship.Variable, scope);
            Refuse(step.Node.Variable, scope);
        }
    }

    private void Refuse(Tree.Variable? variable, Scope scope)
    {
        if (variable is not null && !scope.TryFind(variable.Name, out _))
        {
            throw session.Errors.NewVariableInPatternExpression(variable.Name, variable.Position);
        }
    }
}
