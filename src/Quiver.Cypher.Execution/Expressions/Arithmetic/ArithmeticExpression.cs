using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Arithmetic;

/// <summary>+ - * / % ^ ||: kernels for columns of numbers, value by value otherwise.</summary>
internal sealed class ArithmeticExpression(
    ArithmeticOperator operation,
    VectorExpression left,
    VectorExpression right
) : VectorExpression(left, right)
{
    private const int MinCheckedBytes = 1 << 14;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        // The result is a column of its own.
        var left = Children[0].EvaluateTransient(rows, context);
        var right = Children[1].EvaluateTransient(rows, context);
        return ComputeTyped(left, right) ?? ComputeValues(left, right, context);
    }

    private ColumnVector? ComputeTyped(ColumnVector left, ColumnVector right)
    {
        bool integers = left.Kind == VectorKind.Integer && right.Kind == VectorKind.Integer;
        if (integers && operation != ArithmeticOperator.Power)
        {
            return ArithmeticKernels.Compute(operation, (WordVector)left, (WordVector)right);
        }
        return AsFloats(left) is { } x && AsFloats(right) is { } y
            ? ArithmeticKernels.Compute(operation, x, y)
            : null;
    }

    private static FloatVector? AsFloats(ColumnVector column) =>
        column switch
        {
            FloatVector floats => floats,
            WordVector { Kind: VectorKind.Integer } integers => ArithmeticKernels.ToFloats(
                integers
            ),
            _ => null,
        };

    private ColumnVector ComputeValues(ColumnVector left, ColumnVector right, QueryContext context)
    {
        var result = new ColumnBuilder(left.Count);
        long bytes = 0;
        for (int row = 0; row < left.Count; row++)
        {
            var x = left[row];
            var y = right[row];
            long parts = PartBytes(x) + PartBytes(y);
            if (parts > 0)
            {
                bytes += parts;
                context.Memory.EnsureAvailable(bytes);
                context.Cancellation.ThrowIfCancellationRequested();
            }
            result.Append(ValueArithmetic.Compute(operation, x, y));
        }
        return result.Build();
    }

    // What a long text or list takes in the sum: a text that is doubled again and again must end before memory does.
    private static long PartBytes(Value value)
    {
        long bytes = value.Kind switch
        {
            ValueKind.String => value.AsUtf8().Length,
            ValueKind.List => (long)value.AsList().Count * ValueMemory.StructBytes,
            _ => 0,
        };
        return bytes < MinCheckedBytes ? 0 : bytes;
    }
}
