using Quiver.Storage.Manifests;

namespace Quiver.Storage.Indexes;

/// <summary>An index whose files are open.</summary>
/// <param name="Content">What the manifest says of it.</param>
/// <param name="Base">Its entries when it was built.</param>
/// <param name="Patches">For each patch that came later its entries (null when there are none), by the patch's name.</param>
internal sealed record BuiltIndex(
    IndexContent Content,
    IndexRun Base,
    IReadOnlyDictionary<string, IndexRun?> Patches
)
{
    /// <summary>Whether its first run includes a patch.</summary>
    public bool Covers(string patch) => Content.Covered.Contains(patch);
}
