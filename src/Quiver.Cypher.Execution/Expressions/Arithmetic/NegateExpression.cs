using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Arithmetic;

/// <summary>The number or duration with the opposite sign.</summary>
internal sealed class NegateExpression(VectorExpression operand) : VectorExpression(operand)
{
    /// <inheritdoc/>
    public override bool TryGetConstant(out Value value)
    {
        bool isKnown =
            Children[0].TryGetConstant(out value)
            && (
                value.Kind == ValueKind.Float
                || (value.Kind == ValueKind.Integer && value.AsInteger() != long.MinValue)
            );
        value = isKnown ? Negate(value) : default;
        return isKnown;
    }

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var operand = Children[0].Evaluate(rows, context);
        var result = new ColumnBuilder(operand.Count);
        for (int row = 0; row < operand.Count; row++)
        {
            result.Append(Negate(operand[row]));
        }
        return result.Build();
    }

    private static Value Negate(Value value) =>
        value.Kind switch
        {
            ValueKind.Null => Value.Null,
            ValueKind.Float => Value.Float(-value.AsFloat()),
            ValueKind.Integer when value.AsInteger() == long.MinValue =>
                throw RuntimeErrors.IntegerOverflow($"-({value})"),
            ValueKind.Integer => Value.Integer(-value.AsInteger()),
            ValueKind.Duration => TemporalOperators.Negate(value.AsDuration()),
            _ => throw RuntimeErrors.UnexpectedType("Integer, Float or Duration", value),
        };
}
