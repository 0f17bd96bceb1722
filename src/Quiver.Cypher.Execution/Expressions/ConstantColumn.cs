using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>Columns that repeat one value.</summary>
internal static class ConstantColumn
{
    /// <summary>A column of so many times the value, of the value's own kind.</summary>
    public static ColumnVector Of(Value value, int rowCount)
    {
        if (ColumnWords.TryOf(value, out var ofWords, out long word))
        {
            var words = new WordVector(ofWords, rowCount);
            words.AppendSpan(rowCount).Fill(word);
            return words;
        }
        switch (value.Kind)
        {
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
}
