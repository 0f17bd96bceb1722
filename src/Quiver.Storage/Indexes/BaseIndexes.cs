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
    /// <exception cref="CorruptionException">A file is not what was written.</exception>
    public static BaseIndexes Open(ISegmentStore store, Manifest manifest)
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
                var patches = new Dictionary<string, IndexRun?>(StringComparer.Ordinal);
                var index = new BuiltIndex(content, IndexRun.Open(store, content.Base), patches);
                opened._indexes.Add(content.Index, index);
                foreach (var (patch, file) in content.Patches)
                {
                    patches.Add(patch, file is { } list ? IndexRun.Open(store, list) : null);
                }
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
            index.Base.Dispose();
            foreach (var patch in index.Patches.Values)
            {
                patch?.Dispose();
            }
        }
    }
}
