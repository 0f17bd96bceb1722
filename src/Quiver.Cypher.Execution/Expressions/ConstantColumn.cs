using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>Columns that repeat one value.</summary>
internal static class ConstantColumn
{
    /// <summary>A column of so many times the value, of the value's own kind.</summary>
    public static ColumnVector Of(Value value, int rowCount)
    {
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                return Words(VectorKind.Boolean, value.Bits, rowCount);
            case ValueKind.Integer:
                return Words(VectorKind.Integer, value.Bits, rowCount);
            case ValueKind.Node:
                return Words(VectorKind.Node, value.Bits, rowCount);
            case ValueKind.Relationship:
                return Words(VectorKind.Relationship, value.Bits, rowCount);
            case ValueKind.Date:
                return Words(VectorKind.Date, value.Bits, rowCount);
            case ValueKind.Float:
                var floats = new FloatVector(rowCount);
                floats.AppendSpan(rowCount).Fill(value.AsFloat());
                return floats;
            default:
                var kind = value.Kind == ValueKind.String ? VectorKind.Text : VectorKind.Any;
                var vector = ColumnVector.Create(kind, rowCount);
                for (int row = 0; row < rowCount; row++)
                {
                    vector.Append(value);
                }
                return vector;
        }
    }

    private static WordVector Words(VectorKind kind, long word, int rowCount)
    {
        var vector = new WordVector(kind, rowCount);
        vector.AppendSpan(rowCount).Fill(word);
        return vector;
    }
}
