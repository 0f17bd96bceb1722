using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Functions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Notifications;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds calls of functions, aggregates among them.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="expressions">Binds the arguments.</param>
internal sealed class FunctionBinder(BindingSession session, ExpressionBinder expressions)
{
    /// <summary>Binds a call.</summary>
    public BoundExpression Bind(Tree.FunctionCall call, Scope scope)
    {
        if (IsPatternExistence(call))
        {
            return expressions.BindPredicate(call.Arguments[0], scope);
        }
        if (!FunctionCatalog.TryFind(call.Name, out var signature))
        {
            var known = FunctionCatalog.All.Select(static f => f.Name);
            throw session.Errors.UnknownFunction(call.Name, known, call.Position);
        }
        if (call.Arguments.IsEmpty && OfCsv(signature, scope) is { } value)
        {
            return value;
        }
        return signature.IsAggregating
            ? Aggregate(call, signature, scope)
            : Scalar(call, signature, scope);
    }

    // Behind LOAD CSV both are columns of its rows, elsewhere null.
    private static BoundExpression? OfCsv(FunctionSignature signature, Scope scope) =>
        signature.Name switch
        {
            "file" => scope.FindCsv() is { } csv ? new BoundVariable(csv.File) : BoundLiteral.Null,
            "linenumber" => scope.FindCsv() is { } csv
                ? new BoundVariable(csv.Line)
                : BoundLiteral.Null,
            _ => null,
        };

    // The old form exists((a)-->(b)) says no more than the pattern does.
    private static bool IsPatternExistence(Tree.FunctionCall call) =>
        call.Name.Equals("exists", StringComparison.OrdinalIgnoreCase)
        && call.Arguments
            is [Tree.PatternExpression { Pattern.Shortest: Tree.ShortestPathKind.None }];

    private BoundFunction Scalar(Tree.FunctionCall call, FunctionSignature signature, Scope scope)
    {
        if (call.Distinct || call.Star)
        {
            throw session.Errors.InvalidDistinct(call.Name, call.Position);
        }
        if (signature.Name == "id")
        {
            session.Warnings.Add(
                PlanNotifications.Deprecated(
                    "`id`",
                    "`elementId` or an application-generated id",
                    "The query used a deprecated function: `id`.",
                    call.Position
                )
            );
        }
        var arguments = Arguments(call, signature, scope);
        return new BoundFunction(signature, arguments, ResultType(signature, arguments));
    }

    private AggregateCall Aggregate(
        Tree.FunctionCall call,
        FunctionSignature signature,
        Scope scope
    )
    {
        if (scope.Aggregates != AggregateUse.Allowed)
        {
            throw session.Errors.InvalidAggregate(call.Name, scope.Aggregates, call.Position);
        }
        if (call.Arguments.IsEmpty && !call.Star)
        {
            throw session.Errors.InsufficientArguments(call.Name, call.Position);
        }
        var arguments = Arguments(call, signature, scope.With(AggregateUse.InsideAggregate));
        foreach (var argument in arguments)
        {
            if (argument.Contains(static e => e is BoundFunction f && IsRandom(f.Signature)))
            {
                throw session.Errors.RandomInsideAggregate(call.Position);
            }
        }
        return new AggregateCall(
            signature,
            call.Distinct,
            arguments,
            ResultType(signature, arguments)
        );
    }

    private static bool IsRandom(FunctionSignature signature) =>
        signature.Name is "rand" or "randomUUID";

    private EquatableList<BoundExpression> Arguments(
        Tree.FunctionCall call,
        FunctionSignature signature,
        Scope scope
    )
    {
        int count = call.Arguments.Length;
        if (count < signature.MinimumArgumentCount)
        {
            throw session.Errors.InsufficientArguments(call.Name, call.Position);
        }
        if (count > signature.MaximumArgumentCount)
        {
            throw session.Errors.TooManyArguments(call.Name, call.Position);
        }
        var arguments = new BoundExpression[count];
        for (int i = 0; i < count; i++)
        {
            var parameter = signature.Parameters[Math.Min(i, signature.Parameters.Count - 1)];
            var expected = signature.ChecksTypesWhenCalled ? CypherType.Any : parameter.Type;
            arguments[i] = expressions.BindAs(call.Arguments[i], scope, expected);
        }
        return [.. arguments];
    }

    private static CypherType ResultType(
        FunctionSignature signature,
        EquatableList<BoundExpression> arguments
    )
    {
        var first = arguments.Count == 0 ? CypherType.Any : arguments[0].Type;
        return signature.ResultRule switch
        {
            ResultRule.FirstArgument => Narrow(signature.ReturnType, first),
            ResultRule.ElementOfFirstArgument => first.IsList ? first.ElementOrAny : CypherType.Any,
            ResultRule.ListOfFirstArgument => first.Kinds is TypeKinds.Any or TypeKinds.None
                ? CypherType.AnyList
                : CypherType.ListOf(first),
            ResultRule.AnyArgument => arguments
                .Select(static a => a.Type)
                .Aggregate(static (a, b) => a.Union(b)),
            _ => signature.ReturnType,
        };
    }

    private static CypherType Narrow(CypherType result, CypherType argument)
    {
        var shared = result.Kinds & argument.Kinds;
        return shared == TypeKinds.None ? result : new CypherType(shared, argument.Element);
    }
}
