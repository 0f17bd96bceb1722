using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Indexes;

/// <summary>An index whose files are open.</summary>
/// <param name="Content">What the manifest says of it.</param>
/// <param name="Base">Its entries when it was built.</param>
/// <param name="Patches">For each patch that came later its entries (null when there are none), by the patch's name.</param>
internal sealed record BuiltIndex(
    IndexContent Content,
    IndexRun Base,
    IReadOnlyDictionary<string, IndexRun?> Patches
) : IDisposable
{
    /// <summary>Opens and verifies the directories of its files.</summary>
    /// <exception cref="CorruptionException">A file is not what was written.</exception>
    public static BuiltIndex Open(ISegmentStore store, IndexContent content)
    {
        var patches = new Dictionary<string, IndexRun?>(StringComparer.Ordinal);
        var index = new BuiltIndex(content, IndexRun.Open(store, content.Base), patches);
        try
        {
            foreach (var (patch, file) in content.Patches)
            {
                patches.Add(patch, file is { } list ? IndexRun.Open(store, list) : null);
            }
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Base.Dispose();
        foreach (var patch in Patches.Values)
        {
            patch?.Dispose();
        }
    }

    /// <summary>Whether its first run includes a patch.</summary>
    public bool Covers(string patch) => Content.Covered.Contains(patch);
}
