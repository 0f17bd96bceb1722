using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution;

/// <summary>Estimates of how much memory values hold, for <see cref="QueryMemory"/>.</summary>
internal static class ValueMemory
{
    /// <summary>Bytes of the <see cref="Value"/> struct itself.</summary>
    public const int StructBytes = 24;

    private const int ObjectBytes = 24;

    /// <summary>The struct and what it refers to.</summary>
    public static long Of(Value value) => ValueExtent.BytesOf(value);

    /// <summary>The rows of a batch, as copied into an operator's state.</summary>
    public static long Of(Batch batch)
    {
        long bytes = ObjectBytes;
        foreach (var column in batch.Columns)
        {
            bytes += Of(column);
        }
        return bytes;
    }

    private static long Of(ColumnVector column)
    {
        switch (column)
        {
            case TextVector text:
                long bytes = 4L * text.Count;
                for (int row = 0; row < text.Count; row++)
                {
                    bytes += text.Utf8(row).Length;
                }
                return bytes;
            case AnyVector any:
                long total = 0;
                foreach (var value in any.Items)
                {
                    total += Of(value);
                }
                return total;
            default:
                return 8L * column.Count;
        }
    }
}
