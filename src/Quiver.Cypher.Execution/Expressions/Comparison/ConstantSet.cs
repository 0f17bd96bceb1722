using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Comparison;

/// <summary>The list on the right of IN, for looking up whole columns of integers, texts, nodes or relationships.</summary>
internal sealed class ConstantSet
{
    private const int ElementsPerCheck = 1 << 12;

    // An element of a list, which may have to be made, and its place in the set.
    private const long BytesPerElement = 2 * ValueMemory.StructBytes;

    private readonly VectorKind _kind;
    private readonly WordIndex? _words;
    private readonly TextIndex? _texts;
    private readonly bool _hasNull;

    private ConstantSet(VectorKind kind, WordIndex? words, TextIndex? texts, bool hasNull)
    {
        _kind = kind;
        _words = words;
        _texts = texts;
        _hasNull = hasNull;
    }

    /// <summary>A set for a list that holds integers only, or nodes, relationships or texts only, besides nulls; null for another.</summary>
    public static ConstantSet? TryCreate(Value list, QueryContext context)
    {
        if (list.Kind != ValueKind.List || list.AsList().Count == 0)
        {
            return null;
        }
        context.Memory.EnsureAvailable(list.AsList().Count * BytesPerElement);
        int untilCheck = ElementsPerCheck;
        WordIndex? words = null;
        TextIndex? texts = null;
        bool hasNull = false;
        var kind = VectorKind.Any;
        foreach (var element in list.AsList().AsSpan())
        {
            if (--untilCheck == 0)
            {
                untilCheck = ElementsPerCheck;
                context.Cancellation.ThrowIfCancellationRequested();
            }
            switch (element.Kind)
            {
                case ValueKind.Null:
                    hasNull = true;
                    break;
                case ValueKind.Integer
                or ValueKind.Node
                or ValueKind.Relationship
                    when texts is null && (words is null || kind == KindOf(element)):
                    kind = KindOf(element);
                    (words ??= new WordIndex()).FindOrAdd(element.Bits, 0, out _);
                    break;
                case ValueKind.String when words is null:
                    (texts ??= new TextIndex()).FindOrAdd(element.AsUtf8(), 0, out _);
                    break;
                default:
                    return null;
            }
        }
        return words is null && texts is null ? null : new ConstantSet(kind, words, texts, hasNull);
    }

    /// <summary>Whether each value is in the list; null when the column is of another kind than the list.</summary>
    /// <param name="values">The values.</param>
    /// <param name="spare">A column that this made before and nobody reads any more: it is filled anew.</param>
    public WordVector? TryEvaluate(ColumnVector values, WordVector? spare)
    {
        var result = spare ?? new WordVector(VectorKind.Boolean, values.Count);
        result.Clear();
        switch (values)
        {
            case WordVector column when _words is not null && column.Kind == _kind:
                var items = column.Items;
                for (int row = 0; row < items.Length; row++)
                {
                    result.Append(_words.Find(items[row]) >= 0 ? 1 : 0);
                }
                break;
            case TextVector texts when _texts is not null:
                for (int row = 0; row < texts.Count; row++)
                {
                    result.Append(_texts.Find(texts.Utf8(row)) >= 0 ? 1 : 0);
                }
                break;
            default:
                return null;
        }
        result.MarkNullsOf(values);
        if (_hasNull)
        {
            MarkNotFound(result);
        }
        return result;
    }

    private static VectorKind KindOf(Value element) =>
        element.Kind switch
        {
            ValueKind.Node => VectorKind.Node,
            ValueKind.Relationship => VectorKind.Relationship,
            _ => VectorKind.Integer,
        };

    private static void MarkNotFound(WordVector result)
    {
        for (int row = 0; row < result.Count; row++)
        {
            if (result.Items[row] == 0)
            {
                result.MarkNull(row);
            }
        }
    }
}
