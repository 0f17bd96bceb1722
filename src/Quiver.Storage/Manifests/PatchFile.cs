namespace Quiver.Storage.Manifests;

/// <summary>A patch: one immutable change run in <c>store/</c>, newer than the segments and than the patches listed before it.</summary>
/// <param name="Name">Its name in that folder.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Checksum">The CRC-32C of all its bytes.</param>
public readonly record struct PatchFile(string Name, long Length, uint Checksum);
