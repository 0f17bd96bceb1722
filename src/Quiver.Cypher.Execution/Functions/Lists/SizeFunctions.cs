using Quiver.Cypher.Execution.Functions.Text;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Lists;

/// <summary>size, char_length, character_length, isEmpty.</summary>
internal static class SizeFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("size", Size, SizeOfTexts);
        table.Add("char_length", CharacterLength, SizeOfTexts);
        table.Add("character_length", CharacterLength, SizeOfTexts);
        table.Add("isEmpty", IsEmpty);
    }

    private static Value Size(in FunctionCall call) =>
        call[0].Kind switch
        {
            ValueKind.String => Value.Integer(CodePoints.Count(call[0].AsUtf8())),
            ValueKind.List => Value.Integer(call[0].AsList().Count),
            _ => throw call.Unexpected(0, "a STRING or LIST"),
        };

    private static Value CharacterLength(in FunctionCall call) =>
        Value.Integer(CodePoints.Count(call.Utf8(0)));

    private static ColumnVector? SizeOfTexts(
        ReadOnlySpan<ColumnVector> arguments,
        int rowCount,
        QueryContext context
    )
    {
        if (arguments[0] is not TextVector texts)
        {
            return null;
        }
        var result = new WordVector(VectorKind.Integer, rowCount);
        var words = result.AppendSpan(rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            words[row] = CodePoints.Count(texts.Utf8(row));
        }
        result.MarkNullsOf(texts);
        return result;
    }

    private static Value IsEmpty(in FunctionCall call) =>
        call[0].Kind switch
        {
            ValueKind.String => Value.Boolean(call[0].AsUtf8().IsEmpty),
            ValueKind.List => Value.Boolean(call[0].AsList().Count == 0),
            ValueKind.Map => Value.Boolean(call[0].AsMap().Count == 0),
            _ => throw call.Unexpected(0, "a STRING, LIST or MAP"),
        };
}
