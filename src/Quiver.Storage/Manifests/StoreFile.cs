namespace Quiver.Storage.Manifests;

/// <summary>An immutable file in <c>store/</c>.</summary>
/// <param name="Name">Its name in that folder.</param>
/// <param name="Length">Its length in bytes.</param>
public sealed record StoreFile(string Name, long Length);
