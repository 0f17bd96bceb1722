using System.Diagnostics;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds expressions with branches or with variables of their own: CASE, map projections, folds and filters of lists.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="expressions">Binds the parts.</param>
internal sealed class ListExpressionBinder(BindingSession session, ExpressionBinder expressions)
{
    private readonly ListSubqueries _subqueries = new(session);

    /// <summary>Binds such an expression.</summary>
    public BoundExpression Bind(Tree.Expression expression, Scope scope) =>
        expression switch
        {
            Tree.SearchedCase @case => Case(@case, scope),
            Tree.SimpleCase @case => Case(@case, scope),
            Tree.MapProjection projection => MapProjection(projection, scope),
            Tree.ListComprehension comprehension => Comprehension(comprehension, scope),
            Tree.QuantifierExpression quantifier => Quantifier(quantifier, scope),
            Tree.ReduceExpression reduce => Reduce(reduce, scope),
            _ => throw new UnreachableException(expression.GetType().Name),
        };

    private BoundCase Case(Tree.SearchedCase @case, Scope scope)
    {
        var alternatives = @case.Branches.Select(b => new CaseAlternative(
            expressions.BindPredicate(b.Predicate, scope),
            expressions.Bind(b.Result, scope)
        ));
        return Case([.. alternatives], @case.Otherwise, scope);
    }

    private BoundExpression Case(Tree.SimpleCase @case, Scope scope)
    {
        var subject = expressions.Bind(@case.Subject, scope);
        if (!subject.Contains(IsWorthOnce))
        {
            return Case(@case, subject, scope);
        }
        var value = session.NewAnonymous(subject.Type);
        var choice = Case(@case, new BoundVariable(value), scope);
        var results = new BoundListComprehension(
            value,
            new BoundList([subject], CypherType.ListOf(subject.Type)),
            Predicate: null,
            choice,
            CypherType.ListOf(choice.Type)
        );
        return new BoundIndex(
            _subqueries.Unnest(results, @case),
            BoundLiteral.Integer(0),
            choice.Type
        );
    }

    // Every branch names the operand again: what gives another value each time must not be evaluated so often, nor what grows with every CASE inside.
    private static bool IsWorthOnce(BoundExpression expression) =>
        expression is BoundFunction { Signature.IsDeterministic: false } or BoundCase;

    private BoundCase Case(Tree.SimpleCase @case, BoundExpression subject, Scope scope)
    {
        var alternatives = new List<CaseAlternative>();
        foreach (var branch in @case.Branches)
        {
            var conditions = branch.Values.Select(v => Condition(subject, v, scope)).ToArray();
            var condition = conditions.Length == 1 ? conditions[0] : new BoundOr([.. conditions]);
            alternatives.Add(
                new CaseAlternative(condition, expressions.Bind(branch.Result, scope))
            );
        }
        return Case([.. alternatives], @case.Otherwise, scope);
    }

    private BoundExpression Condition(BoundExpression subject, Tree.Expression value, Scope scope)
    {
        if (!IsAboutSubject(value))
        {
            var bound = expressions.Bind(value, scope);
            return new BoundComparison(ComparisonOperator.Equal, subject, bound);
        }
        expressions.CaseSubjects.Push(subject);
        var condition = expressions.BindPredicate(value, scope);
        expressions.CaseSubjects.Pop();
        return condition;
    }

    // The operand stands at the left end of such a condition.
    private static bool IsAboutSubject(Tree.Expression value) =>
        value switch
        {
            Tree.CaseSubject => true,
            Tree.ComparisonChain chain => IsAboutSubject(chain.First),
            Tree.StringPredicate predicate => IsAboutSubject(predicate.Left),
            Tree.ListMembership membership => IsAboutSubject(membership.Element),
            Tree.NullPredicate predicate => IsAboutSubject(predicate.Operand),
            Tree.TypePredicate predicate => IsAboutSubject(predicate.Operand),
            Tree.NormalizedPredicate predicate => IsAboutSubject(predicate.Operand),
            _ => false,
        };

    private BoundCase Case(
        EquatableList<CaseAlternative> alternatives,
        Tree.Expression? otherwise,
        Scope scope
    )
    {
        var @default = otherwise is null ? null : expressions.Bind(otherwise, scope);
        var type = alternatives
            .Select(static a => a.Result.Type)
            .Aggregate(@default?.Type ?? CypherType.Null, static (a, b) => a.Union(b));
        return new BoundCase(alternatives, @default, type);
    }

    private BoundMapProjection MapProjection(Tree.MapProjection projection, Scope scope)
    {
        var expected = new CypherType(TypeKinds.Map | TypeKinds.Node | TypeKinds.Relationship);
        var source = expressions.BindAs(projection.Subject, scope, expected);
        bool includesAll = false;
        var keys = new List<string>();
        var values = new List<BoundExpression>();
        foreach (var item in projection.Items)
        {
            switch (item)
            {
                case Tree.AllPropertiesSelector:
                    includesAll = true;
                    break;
                case Tree.PropertySelector selector:
                    keys.Add(selector.Key.Text);
                    values.Add(expressions.Property(source, selector.Key));
                    break;
                case Tree.EntrySelector entry:
                    keys.Add(entry.Key.Text);
                    values.Add(expressions.Bind(entry.Value, scope));
                    break;
                case Tree.VariableSelector selector:
                    keys.Add(selector.Variable.Name);
                    values.Add(expressions.Bind(selector.Variable, scope));
                    break;
                default:
                    throw new UnreachableException(item.GetType().Name);
            }
        }
        return new BoundMapProjection(source, includesAll, [.. keys], [.. values]);
    }

    private BoundExpression Comprehension(Tree.ListComprehension comprehension, Scope scope)
    {
        var list = expressions.BindAs(comprehension.List, scope, CypherType.AnyList);
        var (element, inner) = ElementScope(comprehension.Variable, list, scope);
        var predicate = comprehension.Where is null
            ? null
            : expressions.BindPredicate(comprehension.Where, inner);
        var projection = comprehension.Projection is null
            ? null
            : expressions.Bind(comprehension.Projection, inner);
        var elementType = projection?.Type ?? element.Type;
        bool isKnown = elementType.Kinds is not (TypeKinds.Any or TypeKinds.None);
        var bound = new BoundListComprehension(
            element,
            list,
            predicate,
            projection,
            isKnown ? CypherType.ListOf(elementType) : CypherType.AnyList
        );
        return _subqueries.Unnest(bound, comprehension);
    }

    private BoundExpression Quantifier(Tree.QuantifierExpression quantifier, Scope scope)
    {
        var list = expressions.BindAs(quantifier.List, scope, CypherType.AnyList);
        var (element, inner) = ElementScope(quantifier.Variable, list, scope);
        var kind = quantifier.Quantifier switch
        {
            Tree.Quantifier.All => QuantifierKind.All,
            Tree.Quantifier.Any => QuantifierKind.Any,
            Tree.Quantifier.None => QuantifierKind.None,
            _ => QuantifierKind.Single,
        };
        var predicate = expressions.BindPredicate(quantifier.Predicate, inner);
        var bound = new BoundQuantifier(kind, element, list, predicate);
        return _subqueries.Unnest(bound, quantifier);
    }

    private BoundExpression Reduce(Tree.ReduceExpression reduce, Scope scope)
    {
        var initial = expressions.Bind(reduce.Initial, scope);
        var list = expressions.BindAs(reduce.List, scope, CypherType.AnyList);
        var (element, inner) = ElementScope(reduce.Variable, list, scope);

        // The accumulator may change its type from step to step, so nothing is assumed about it.
        var accumulator = session.NewVariable(reduce.Accumulator.Name, CypherType.Any);
        inner.Declare(accumulator);
        var step = expressions.Bind(reduce.Step, inner);
        var type = CypherType.Any;
        var bound = new BoundReduce(accumulator, initial, element, list, step, type);
        return _subqueries.Unnest(bound, reduce);
    }

    private (Variable Element, Scope Inner) ElementScope(
        Tree.Variable name,
        BoundExpression list,
        Scope scope
    )
    {
        var type = list.Type.IsList ? list.Type.ElementOrAny : CypherType.Any;
        var element = session.NewVariable(name.Name, type);
        var inner = scope.ForListExpression();
        inner.Declare(element);
        return (element, inner);
    }
}
