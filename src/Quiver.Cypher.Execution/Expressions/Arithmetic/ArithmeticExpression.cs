using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Arithmetic;

/// <summary>+ - * / % ^ ||: kernels for columns of numbers, value by value otherwise.</summary>
internal sealed class ArithmeticExpression(
    ArithmeticOperator operation,
    VectorExpression left,
    VectorExpression right
) : VectorExpression(left, right)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var left = Children[0].Evaluate(rows, context);
        var right = Children[1].Evaluate(rows, context);
        return ComputeTyped(left, right) ?? ComputeValues(left, right);
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

    private ColumnVector ComputeValues(ColumnVector left, ColumnVector right)
    {
        var result = new ColumnBuilder(left.Count);
        for (int row = 0; row < left.Count; row++)
        {
            result.Append(ValueArithmetic.Compute(operation, left[row], right[row]));
        }
        return result.Build();
    }
}
