using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>
/// Makes queries of list expressions that hold a pattern or a query over their own variable: operators run those, and an operator needs the variable as a
/// column. <c>[x IN list WHERE condition | value]</c> becomes the list that <c>UNWIND list AS x WITH x WHERE condition RETURN value</c> collects.
/// </summary>
/// <param name="session">The statement's binding.</param>
internal sealed class ListSubqueries(BindingSession session)
{
    /// <summary>The expression, or the query that it must become.</summary>
    public BoundExpression Unnest(BoundListComprehension list, Tree.Expression source)
    {
        bool isNeeded =
            (list.Predicate is not null && Reaches(list.Predicate, list.Element))
            || (list.Projection is not null && Reaches(list.Projection, list.Element));
        return isNeeded ? Collect(list, source) : list;
    }

    /// <summary>The expression, or one over a list of the condition's values.</summary>
    public BoundExpression Unnest(BoundQuantifier quantifier, Tree.Expression source)
    {
        if (!Reaches(quantifier.Predicate, quantifier.Element))
        {
            return quantifier;
        }
        var values = new BoundListComprehension(
            quantifier.Element,
            quantifier.List,
            Predicate: null,
            quantifier.Predicate,
            CypherType.ListOf(CypherType.Boolean)
        );
        var value = session.NewAnonymous(CypherType.Boolean);
        return quantifier with
        {
            Element = value,
            List = Collect(values, source),
            Predicate = new BoundVariable(value),
        };
    }

    /// <summary>The expression, or one over a list of each element with the values of the queries over it.</summary>
    public BoundExpression Unnest(BoundReduce reduce, Tree.Expression source)
    {
        if (!Reaches(reduce.Step, reduce.Element) && !Reaches(reduce.Step, reduce.Accumulator))
        {
            return reduce;
        }
        var row = session.NewAnonymous(CypherType.AnyList);
        var parts = new List<BoundExpression> { new BoundVariable(reduce.Element) };
        var step = reduce.Step.ReplaceTopDown(e =>
        {
            if (e is BoundVariable variable && variable.Variable == reduce.Element)
            {
                return Part(row, 0, e.Type);
            }
            if (e is not (BoundSubquery or BoundListSubquery))
            {
                return null;
            }
            if (FreeVariables.Of(e).Contains(reduce.Accumulator))
            {
                throw session.Errors.NotSupported(
                    "A pattern or subquery that uses the accumulator of reduce",
                    source.Position
                );
            }
            parts.Add(e);
            return Part(row, parts.Count - 1, e.Type);
        });
        var rows = new BoundListComprehension(
            reduce.Element,
            reduce.List,
            Predicate: null,
            new BoundList([.. parts], CypherType.AnyList),
            CypherType.AnyList
        );
        return reduce with { Element = row, List = Collect(rows, source), Step = step };
    }

    private static BoundIndex Part(Variable row, int index, CypherType type) =>
        new(new BoundVariable(row), BoundLiteral.Integer(index), type);

    private static bool Reaches(BoundExpression expression, Variable variable) =>
        expression.Contains(e =>
            e is BoundSubquery or BoundListSubquery && FreeVariables.Of(e).Contains(variable)
        );

    private BoundListSubquery Collect(BoundListComprehension list, Tree.Expression source)
    {
        var column = session.NewAnonymous(list.List.Type);
        var element = new BoundVariable(list.Element);
        var value = list.Projection ?? element;
        var result = session.NewAnonymous(value.Type);
        var clauses = new List<BoundClause>
        {
            new BoundUnwind(CheckedList(column, list.Element.Type), list.Element),
        };
        if (list.Predicate is not null)
        {
            clauses.Add(Projection(new(list.Element, element), list.Predicate));
        }
        clauses.Add(Projection(new(result, value), where: null));
        var imports = FreeVariables.Of([list.Predicate ?? BoundLiteral.True, value]);
        imports.Remove(list.Element);
        imports.Add(column);
        var subquery = new BoundSubquery(
            SubqueryResult.Collect,
            new BoundSingleQuery(clauses, [result]),
            [.. imports.OrderBy(static v => v.Id)],
            source.Extent.TextIn(session.Text),
            list.Type
        );
        return new BoundListSubquery(column, list.List, subquery);
    }

    // UNWIND takes anything, a list expression only lists.
    private BoundListComprehension CheckedList(Variable column, CypherType element) =>
        new(session.NewAnonymous(element), new BoundVariable(column), null, null, column.Type);

    private static BoundProjection Projection(ProjectionItem item, BoundExpression? where) =>
        new()
        {
            Aggregation = null,
            Items = [item],
            IsDistinct = false,
            OrderBy = [],
            Skip = null,
            Limit = null,
            Where = where,
            Kept = new HashSet<Variable>(),
        };
}
