namespace Quiver.Storage.Manifests;

/// <summary>A sorted run of an index.</summary>
/// <param name="Name">The file's name in <c>store/</c>.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Checksum">The CRC-32C of its directory and trailer, which hold those of its blocks.</param>
public readonly record struct IndexFile(string Name, long Length, uint Checksum);
