using System.Diagnostics;
using System.Runtime.CompilerServices;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Syntax;
using Quiver.Foundation.Text.Normalization;
using Quiver.Model;
using Quiver.Model.Values;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds expressions: resolves names, gives types, refuses what cannot be right for any data.</summary>
internal sealed class ExpressionBinder
{
    private readonly BindingSession _session;

    private readonly OperatorBinder _operators;

    private readonly FunctionBinder _functions;

    private readonly ListExpressionBinder _lists;

    private readonly SubqueryBinder _subqueries;

    public ExpressionBinder(BindingSession session)
    {
        _session = session;
        _operators = new OperatorBinder(session, this);
        _functions = new FunctionBinder(session, this);
        _lists = new ListExpressionBinder(session, this);
        _subqueries = new SubqueryBinder(session, this);
    }

    /// <summary>What the CASE expressions around are about, the innermost on top.</summary>
    public Stack<BoundExpression> CaseSubjects { get; } = [];

    /// <summary>Binds any expression.</summary>
    public BoundExpression Bind(Tree.Expression expression, Scope scope)
    {
        // The parser bounds the nesting of what is written; some of it stands for trees that are several times as high.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw _session.Errors.TooDeep(expression.Position);
        }
        return expression switch
        {
            Tree.Literal literal => Literal(literal.Value),
            Tree.Parameter parameter => Parameter(parameter),
            Tree.Variable variable => new BoundVariable(Resolve(variable, scope)),
            Tree.CaseSubject => CaseSubjects.Peek(),
            Tree.PropertyAccess access => Property(access, scope),
            Tree.FunctionCall call => _functions.Bind(call, scope),
            Tree.LogicalExpression logical => Logical(logical, scope),
            Tree.NotExpression not => new BoundNot(BindPredicate(not.Operand, scope)),
            Tree.NullPredicate isNull => new BoundIsNull(
                Bind(isNull.Operand, scope),
                isNull.Negated
            ),
            Tree.TypePredicate test => new BoundTypeTest(
                Bind(test.Operand, scope),
                test.Tested,
                test.Negated
            ),
            Tree.NormalizedPredicate test => new BoundIsNormalized(
                Bind(test.Operand, scope),
                Enum.Parse<NormalForm>(test.Form, ignoreCase: true),
                test.Negated
            ),
            Tree.LabelPredicate labels => Labels(labels, scope),
            Tree.ListExpression list => List(list, scope),
            Tree.MapExpression map => new BoundMap(
                [.. map.Entries.Select(static e => e.Key.Text)],
                [.. map.Entries.Select(e => Bind(e.Value, scope))]
            ),
            Tree.IndexAccess access => Index(access, scope),
            Tree.SliceAccess access => Slice(access, scope),
            Tree.PatternExpression { Pattern.Shortest: Tree.ShortestPathKind.None } =>
                throw _session.Errors.PatternAsValue(expression.Position),
            Tree.PatternExpression or Tree.PatternComprehension or Tree.SubqueryExpression =>
                _subqueries.Bind(expression, scope),
            Tree.BinaryArithmetic
            or Tree.UnaryArithmetic
            or Tree.ComparisonChain
            or Tree.StringPredicate
            or Tree.ListMembership => _operators.Bind(expression, scope),
            _ => _lists.Bind(expression, scope),
        };
    }

    /// <summary>Binds an expression that must be able to be a boolean.</summary>
    public BoundExpression BindPredicate(Tree.Expression expression, Scope scope) =>
        expression is Tree.PatternExpression { Pattern.Shortest: Tree.ShortestPathKind.None }
            ? _subqueries.Bind(expression, scope)
            : BindAs(expression, scope, CypherType.Boolean);

    /// <summary>Binds an expression that must be able to have a type.</summary>
    public BoundExpression BindAs(Tree.Expression expression, Scope scope, CypherType expected)
    {
        var bound = Bind(expression, scope);
        Check(bound, expected, expression.Position);
        return bound;
    }

    /// <summary>Refuses an expression that can never have a type.</summary>
    public void Check(BoundExpression bound, CypherType expected, TextPosition position)
    {
        if (!bound.Type.MayBe(expected))
        {
            throw _session.Errors.TypeMismatch(expected, bound.Type, position);
        }
    }

    /// <summary>The variable that a name means.</summary>
    public Variable Resolve(Tree.Variable variable, Scope scope) =>
        scope.TryFind(variable.Name, out var found)
            ? found
            : throw _session.Errors.UndefinedVariable(
                variable.Name,
                scope.VisibleNames,
                variable.Position
            );

    /// <summary>A property of something, with a warning when nothing has ever had the key.</summary>
    public BoundProperty Property(BoundExpression owner, Tree.Name key)
    {
        if (owner.Type.IsOnly(TypeKinds.Node | TypeKinds.Relationship))
        {
            _session.Warnings.UsePropertyKey(key.Text, key.Position);
        }
        return new BoundProperty(owner, key.Text, CypherType.Any);
    }

    private static BoundLiteral Literal(Value value) =>
        value.Kind switch
        {
            ValueKind.Null => BoundLiteral.Null,
            ValueKind.Boolean => BoundLiteral.Boolean(value.AsBoolean()),
            ValueKind.Integer => BoundLiteral.Integer(value.AsInteger()),
            ValueKind.Float => BoundLiteral.Float(value.AsFloat()),
            ValueKind.String => new BoundLiteral(value, CypherType.String),
            _ => throw new UnreachableException(value.Kind.ToString()),
        };

    private BoundParameter Parameter(Tree.Parameter parameter)
    {
        _session.UseParameter(parameter.Name);
        return new BoundParameter(parameter.Name, TypeOf(parameter.Name));
    }

    // A value that was a literal keeps its type, so that all is found that is wrong with it.
    private static CypherType TypeOf(string parameter)
    {
        if (!parameter.StartsWith(LiteralExtraction.NamePrefix, StringComparison.Ordinal))
        {
            return CypherType.Any;
        }
        return parameter[LiteralExtraction.NamePrefix.Length] switch
        {
            'i' => CypherType.Integer,
            'f' => CypherType.Float,
            _ => CypherType.String,
        };
    }

    private BoundProperty Property(Tree.PropertyAccess access, Scope scope)
    {
        var owner = BindAccess(access.Subject, scope, OperatorTypes.WithProperties);
        return Property(owner, access.Key);
    }

    // What is wrong with an access is an error of types, also where it is found before the query runs.
    private BoundExpression BindAccess(Tree.Expression part, Scope scope, CypherType expected)
    {
        var bound = Bind(part, scope);
        return bound.Type.MayBe(expected)
            ? bound
            : throw _session.Errors.AccessMismatch(expected, bound.Type, part.Position);
    }

    private BoundExpression Logical(Tree.LogicalExpression logical, Scope scope)
    {
        var operands = logical.Operands.Select(o => BindPredicate(o, scope)).ToArray();
        return logical.Operator switch
        {
            Tree.LogicalOperator.And => new BoundAnd([.. operands]),
            Tree.LogicalOperator.Or => new BoundOr([.. operands]),
            _ => Xor(operands),
        };
    }

    // Halved again and again, so that a long chain does not become a deep tree.
    private static BoundExpression Xor(ReadOnlySpan<BoundExpression> operands)
    {
        if (operands.Length == 1)
        {
            return operands[0];
        }
        int half = operands.Length / 2;
        return new BoundXor(Xor(operands[..half]), Xor(operands[half..]));
    }

    private BoundExpression Labels(Tree.LabelPredicate predicate, Scope scope)
    {
        var owner = BindAs(predicate.Subject, scope, OperatorTypes.Entity);
        LabelBinder.Warn(predicate.Labels, owner.Type, _session.Warnings);
        var bound = LabelBinder.Test(
            owner,
            predicate.Labels,
            l => _session.Updates.DynamicLabel(l, scope)
        );
        return predicate.Negated ? new BoundNot(bound) : bound;
    }

    private BoundList List(Tree.ListExpression list, Scope scope)
    {
        EquatableList<BoundExpression> elements = [.. list.Elements.Select(e => Bind(e, scope))];
        var element = elements
            .Select(static e => e.Type)
            .Aggregate((CypherType?)null, static (a, b) => a is null ? b : a.Union(b));
        bool isKnown =
            element is not null && element.Kinds is not (TypeKinds.None or TypeKinds.Any);
        return new BoundList(elements, isKnown ? CypherType.ListOf(element!) : CypherType.AnyList);
    }

    private BoundIndex Index(Tree.IndexAccess access, Scope scope)
    {
        var owner = BindAccess(access.Subject, scope, OperatorTypes.Indexable);
        var expected =
            owner.Type.IsList ? CypherType.Integer
            : owner.Type.IsOnly(TypeKinds.Map | TypeKinds.Node | TypeKinds.Relationship)
                ? CypherType.String
            : OperatorTypes.IndexKey;
        var key = BindAccess(access.Index, scope, expected);
        return new BoundIndex(
            owner,
            key,
            owner.Type.IsList ? owner.Type.ElementOrAny : CypherType.Any
        );
    }

    private BoundSlice Slice(Tree.SliceAccess access, Scope scope)
    {
        var owner = BindAs(access.Subject, scope, CypherType.AnyList);
        var from = access.From is null ? null : BindAs(access.From, scope, CypherType.Integer);
        var to = access.To is null ? null : BindAs(access.To, scope, CypherType.Integer);
        return new BoundSlice(owner, from, to, owner.Type.IsList ? owner.Type : CypherType.AnyList);
    }
}
