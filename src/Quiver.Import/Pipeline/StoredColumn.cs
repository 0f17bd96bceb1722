using Quiver.Model;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>Where a property column of a stored run stands in its file.</summary>
/// <param name="Key">The property's key.</param>
/// <param name="Type">How values are held.</param>
/// <param name="Presence">Where the presence bits begin.</param>
/// <param name="Values">Where the words begin, or the offsets of content.</param>
/// <param name="Content">Where the content begins; -1 for a column of words.</param>
internal readonly record struct StoredColumn(
    PropertyKeyId Key,
    ColumnType Type,
    long Presence,
    long Values,
    long Content
)
{
    /// <summary>Whether values are words.</summary>
    public bool HoldsWords => Content < 0;
}
