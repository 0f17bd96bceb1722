using System.Diagnostics;
using Quiver.Cypher.Execution.Expressions.Arithmetic;
using Quiver.Cypher.Execution.Expressions.Comparison;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Execution.Expressions.Lists;
using Quiver.Cypher.Execution.Expressions.Logic;
using Quiver.Cypher.Execution.Expressions.Maps;
using Quiver.Cypher.Execution.Expressions.Text;
using Quiver.Cypher.Execution.Functions;
using Quiver.Cypher.Execution.Tokens;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>Turns bound expressions into trees of vector kernels over the columns of a row.</summary>
internal readonly struct ExpressionCompiler(RowSchema schema, QueryContext context)
{
    /// <summary>Compiles an expression whose variables the row holds.</summary>
    public VectorExpression Compile(BoundExpression expression) =>
        expression switch
        {
            BoundLiteral literal => new ConstantExpression(literal.Value),
            BoundVariable variable => new ColumnExpression(schema.SlotOf(variable.Variable)),
            BoundParameter parameter => CompileParameter(parameter),
            BoundProperty property => Once(
                new PropertyExpression(
                    Compile(property.Operand),
                    new PropertyKeyReference(property.Key)
                )
            ),
            BoundHasLabels labels => new HasLabelsExpression(
                Compile(labels.Operand),
                labels.Labels
            ),
            BoundHasComputedLabels labels => new HasComputedLabelsExpression(
                Compile(labels.Left),
                Compile(labels.Right),
                labels.MatchesAny
            ),
            BoundTypeTest test => new TypeTestExpression(
                Compile(test.Operand),
                test.Tested,
                test.IsNegated
            ),
            BoundDegree degree => CompileDegree(degree),
            BoundPath path => new PathExpression(Compile(path.Parts)),
            BoundFunction function => CompileFunction(function),
            BoundAnd or BoundOr or BoundXor or BoundNot or BoundIsNull or BoundCase => CompileLogic(
                expression
            ),
            BoundComparison
            or BoundIn
            or BoundStringPredicate
            or BoundRegexMatch
            or BoundIsNormalized => CompileTest(expression),
            BoundArithmetic arithmetic => Once(
                new ArithmeticExpression(
                    arithmetic.Operator,
                    Compile(arithmetic.Left),
                    Compile(arithmetic.Right)
                )
            ),
            BoundNegate negate => Once(new NegateExpression(Compile(negate.Operand))),
            BoundAttempt attempt => new AttemptExpression(Compile(attempt.Operand)),
            BoundRecheck recheck => new RecheckExpression(Compile(recheck.Operand)),
            _ => CompileContainer(expression),
        };

    /// <summary>Compiles several expressions.</summary>
    public VectorExpression[] Compile(IReadOnlyList<BoundExpression> expressions)
    {
        var result = new VectorExpression[expressions.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Compile(expressions[i]);
        }
        return result;
    }

    /// <summary>The value of an expression without variables.</summary>
    public static Value EvaluateConstant(BoundExpression expression, QueryContext context)
    {
        var compiled = new ExpressionCompiler(new RowSchema([]), context).Compile(expression);
        return compiled.TryGetConstant(out var value)
            ? value
            : compiled.Evaluate(new Batch([], 1), context)[0];
    }

    private ConstantExpression CompileParameter(BoundParameter parameter) =>
        context.Parameters.TryGetValue(parameter.Name, out var value)
            ? new ConstantExpression(value)
            : throw RuntimeErrors.MissingParameters([parameter.Name]);

    private VectorExpression CompileFunction(BoundFunction function)
    {
        var arguments = Compile(function.Arguments);
        if (string.Equals(function.Signature.Name, "coalesce", StringComparison.OrdinalIgnoreCase))
        {
            return new CoalesceExpression(arguments);
        }
        if (!FunctionTable.Standard.TryFind(function.Signature.Name, out var found))
        {
            throw RuntimeErrors.FunctionUnsupported(function.Signature.Name);
        }
        var call = new FunctionExpression(found, arguments);
        return function.Signature.IsDeterministic ? Once(call) : call;
    }

    // What has the same value in all rows is not evaluated for each.
    private static VectorExpression Once(VectorExpression expression) =>
        expression.AreChildrenFixed ? new FixedExpression(expression) : expression;

    private VectorExpression CompileLogic(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundAnd and:
                return new LogicalExpression(isAnd: true, Compile(and.Operands));
            case BoundOr or:
                return new LogicalExpression(isAnd: false, Compile(or.Operands));
            case BoundXor xor:
                return new XorExpression(Compile(xor.Left), Compile(xor.Right));
            case BoundNot not:
                return new NotExpression(Compile(not.Operand));
            case BoundIsNull isNull:
                return new IsNullExpression(Compile(isNull.Operand), isNull.IsNegated);
            default:
                var choice = (BoundCase)expression;
                var alternatives = new (VectorExpression, VectorExpression)[
                    choice.Alternatives.Count
                ];
                for (int i = 0; i < alternatives.Length; i++)
                {
                    var alternative = choice.Alternatives[i];
                    alternatives[i] = (Compile(alternative.Condition), Compile(alternative.Result));
                }
                var otherwise = choice.Default is null ? null : Compile(choice.Default);
                return new CaseExpression(alternatives, otherwise);
        }
    }

    private VectorExpression CompileTest(BoundExpression expression) =>
        expression switch
        {
            BoundComparison comparison => new ComparisonExpression(
                comparison.Operator,
                Compile(comparison.Left),
                Compile(comparison.Right)
            ),
            BoundIn membership => new InExpression(
                Compile(membership.Left),
                Compile(membership.Right)
            ),
            BoundStringPredicate predicate => new StringPredicateExpression(
                predicate.Operator,
                Compile(predicate.Left),
                Compile(predicate.Right)
            ),
            BoundIsNormalized test => new IsNormalizedExpression(
                Compile(test.Operand),
                test.Form,
                test.IsNegated
            ),
            BoundRegexMatch match => new RegexExpression(Compile(match.Left), Compile(match.Right)),
            _ => throw new UnreachableException(),
        };

    private VectorExpression CompileContainer(BoundExpression expression) =>
        expression switch
        {
            BoundList list => Once(new ListExpression(Compile(list.Elements))),
            BoundMap map => Once(new MapExpression([.. map.Keys], Compile(map.Values))),
            BoundMapProjection projection => new MapProjectionExpression(
                Compile(projection.Source),
                projection.IncludesAll,
                [.. projection.Keys],
                Compile(projection.Values)
            ),
            BoundIndex index => Once(
                new IndexExpression(Compile(index.Left), Compile(index.Right))
            ),
            BoundSlice slice => Once(
                new SliceExpression(
                    Compile(slice.List),
                    slice.From is null ? null : Compile(slice.From),
                    slice.To is null ? null : Compile(slice.To)
                )
            ),
            BoundListComprehension or BoundQuantifier or BoundReduce => CompileElements(expression),
            _ => throw new UnreachableException($"No kernel for {expression.GetType().Name}."),
        };

    private VectorExpression CompileElements(BoundExpression expression)
    {
        int slot = schema.Width;
        switch (expression)
        {
            case BoundListComprehension comprehension:
                var inside = With(comprehension.Element);
                return new ListComprehensionExpression(
                    Compile(comprehension.List),
                    slot,
                    comprehension.Predicate is null
                        ? null
                        : inside.Compile(comprehension.Predicate),
                    comprehension.Projection is null
                        ? null
                        : inside.Compile(comprehension.Projection)
                );
            case BoundQuantifier quantifier:
                return new QuantifierExpression(
                    quantifier.Kind,
                    Compile(quantifier.List),
                    slot,
                    With(quantifier.Element).Compile(quantifier.Predicate)
                );
            default:
                var reduce = (BoundReduce)expression;
                return new ReduceExpression(
                    Compile(reduce.Initial),
                    Compile(reduce.List),
                    slot,
                    With(reduce.Accumulator, reduce.Element).Compile(reduce.Step)
                );
        }
    }

    private DegreeExpression CompileDegree(BoundDegree degree) =>
        new(
            Compile(degree.Operand),
            degree.Direction,
            new RelationshipTypeReferences(degree.Types),
            degree.OtherLabel is null ? null : new LabelReference(degree.OtherLabel),
            degree.OtherCondition is null
                ? null
                : new ExpressionCompiler(new RowSchema([degree.Other!]), context).Compile(
                    degree.OtherCondition
                )
        );

    private ExpressionCompiler With(params ReadOnlySpan<Variable> further) =>
        new(schema.With(further), context);
}
