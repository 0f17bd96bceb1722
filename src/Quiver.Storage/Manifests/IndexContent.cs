namespace Quiver.Storage.Manifests;

/// <summary>The files of an index that can be read. An index of the schema without one is still to be built.</summary>
/// <param name="Index">The index's id.</param>
/// <param name="Base">Its entries when it was built, patches and commits up to then included.</param>
/// <param name="Covered">The names of the patches that <paramref name="Base"/> includes.</param>
/// <param name="Patches">What it has for the patches that came later, oldest first.</param>
public sealed record IndexContent(
    long Index,
    IndexFile Base,
    IReadOnlyList<string> Covered,
    IReadOnlyList<PatchIndexFile> Patches
)
{
    /// <summary>The names of all files.</summary>
    public IEnumerable<string> FileNames
    {
        get
        {
            yield return Base.Name;
            foreach (var patch in Patches)
            {
                if (patch.File is { } file)
                {
                    yield return file.Name;
                }
            }
        }
    }
}
