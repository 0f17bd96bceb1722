using System.Diagnostics.CodeAnalysis;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Indexes;

/// <summary>The files of all indexes that a manifest names, open as long as its base is. Immutable.</summary>
internal sealed class BaseIndexes : IDisposable
{
    /// <summary>No indexes.</summary>
    public static readonly BaseIndexes Empty = new();

    private readonly Dictionary<long, BuiltIndex> _indexes = [];

    /// <summary>How many indexes can be read.</summary>
    public int Count => _indexes.Count;

    /// <summary>Opens and verifies the directories of all files.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="manifest">What names them.</param>
    /// <param name="damaged">Gets the indexes of which a file is missing or not what was written: these are left out. Null when there must be none.</param>
    /// <exception cref="CorruptionException">A file is not what was written.</exception>
    public static BaseIndexes Open(
        ISegmentStore store,
        Manifest manifest,
        List<DamagedIndex>? damaged = null
    )
    {
        if (manifest.Indexes.Count == 0)
        {
            return Empty;
        }
        var opened = new BaseIndexes();
        try
        {
            foreach (var content in manifest.Indexes)
            {
                opened.Open(store, content, damaged);
            }
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Whether an index can be read.</summary>
    public bool Contains(long index) => _indexes.ContainsKey(index);

    /// <summary>An index that can be read.</summary>
    public bool TryGet(long index, [NotNullWhen(true)] out BuiltIndex? built) =>
        _indexes.TryGetValue(index, out built);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var index in _indexes.Values)
        {
            index.Dispose();
        }
    }

    private void Open(ISegmentStore store, IndexContent content, List<DamagedIndex>? damaged)
    {
        try
        {
            _indexes.Add(content.Index, BuiltIndex.Open(store, content));
        }
        catch (Exception error)
            when (damaged is not null && error is CorruptionException or FileNotFoundException)
        {
            damaged!.Add(new(content.Index, error.Message));
        }
    }
}
