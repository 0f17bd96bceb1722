using System.Diagnostics;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Transactions;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution;

/// <summary>CALL IN TRANSACTIONS.</summary>
internal sealed partial class OperatorBuilder
{
    private const double NanosecondsPerSecond = 1e9;

    private const double MaxRetrySeconds = 86_400;

    /// <summary>Makes the operators of the right side of a node, which run in a transaction of their own.</summary>
    /// <param name="node">The node.</param>
    /// <param name="arguments">The left rows.</param>
    public Operator BuildRight(TransactionApply node, ArgumentRows arguments)
    {
        _arguments = arguments;
        _rowNumber = node.IsRightRowWise
            ? new Variable("row number", RowNumberId, CypherType.Integer, isNamed: false)
            : null;
        return Build(node.Right);
    }

    private TransactionApplyOperator BuildTransactionApply(TransactionApply node)
    {
        var left = Build(node.Left);
        var right = new RowSchema(node.Right.Output);
        var leftSchema = new RowSchema(node.Left.Output);
        var output = new RowSchema(node.Output);
        var settings = new TransactionApplySettings(
            context.Options.Transactions
                ?? throw new UnreachableException("A plan with transactions was started without."),
            PositiveOf(node.Settings.RowCount),
            node.Settings.OnError,
            node.Settings.Retries,
            (long)(SecondsOf(node.Settings.RetrySeconds) * NanosecondsPerSecond),
            ConcurrencyOf(node.Settings.Concurrency),
            new OutputColumns(output, leftSchema),
            [.. output.Variables.Select(v => leftSchema.Find(v) >= 0 ? -1 : right.Find(v))],
            node.Status is null ? -1 : output.Find(node.Status)
        );
        var inner = new InnerQuery(context, profile, node);
        return new TransactionApplyOperator(context, left, inner, settings);
    }

    // A profile is written by one thread.
    private int ConcurrencyOf(BoundExpression? expression)
    {
        if (expression is null || context.Profile)
        {
            return 1;
        }
        var value = ExpressionCompiler.EvaluateConstant(expression, context);
        if (value.Kind != ValueKind.Integer)
        {
            throw RuntimeErrors.InvalidBatchSize(value);
        }
        long wanted = value.AsInteger();
        long count = wanted > 0 ? wanted : Environment.ProcessorCount + wanted;
        return (int)Math.Clamp(count, 1, TransactionApplyOperator.MaxConcurrency);
    }

    private long PositiveOf(BoundExpression expression)
    {
        var value = ExpressionCompiler.EvaluateConstant(expression, context);
        return value.Kind == ValueKind.Integer && value.AsInteger() > 0
            ? value.AsInteger()
            : throw RuntimeErrors.InvalidBatchSize(value);
    }

    private double SecondsOf(BoundExpression expression)
    {
        var value = ExpressionCompiler.EvaluateConstant(expression, context);
        double seconds = value.Kind switch
        {
            ValueKind.Integer => value.AsInteger(),
            ValueKind.Float => value.AsFloat(),
            _ => -1,
        };
        return seconds >= 0
            ? Math.Min(seconds, MaxRetrySeconds)
            : throw RuntimeErrors.InvalidBatchSize(value);
    }
}
