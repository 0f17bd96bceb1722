using System.Collections;
using Quiver.Import.Headers;
using Quiver.Model;

namespace Quiver.Import.Pipeline;

/// <summary>The columns of a header that are stored as properties: four bytes each beside the header's own.</summary>
/// <param name="columns">All columns.</param>
/// <param name="keys">The key of each, <see cref="NoKey"/> where it is no property.</param>
internal sealed class PropertyColumns(HeaderColumns columns, int[] keys) : IEnumerable<ColumnPlan>
{
    /// <summary>Stands for the key of a column that is no property.</summary>
    public const int NoKey = -1;

    /// <summary>All columns of the header.</summary>
    public HeaderColumns Columns => columns;

    /// <summary>The key of each column, <see cref="NoKey"/> where it is no property: walked through where an object for each of a million columns would be felt.</summary>
    public ReadOnlySpan<int> Keys => keys;

    /// <inheritdoc/>
    public IEnumerator<ColumnPlan> GetEnumerator()
    {
        for (int index = 0; index < keys.Length; index++)
        {
            if (keys[index] != NoKey)
            {
                yield return new(columns[index], new PropertyKeyId(keys[index]));
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
