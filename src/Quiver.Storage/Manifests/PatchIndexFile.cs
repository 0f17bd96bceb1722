namespace Quiver.Storage.Manifests;

/// <summary>What an index has for a patch.</summary>
/// <param name="Patch">The patch's name.</param>
/// <param name="File">The entries of what the patch touches; null when there are none.</param>
public readonly record struct PatchIndexFile(string Patch, IndexFile? File);
