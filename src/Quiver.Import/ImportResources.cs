namespace Quiver.Import;

/// <summary>What an import may use of the machine.</summary>
/// <param name="TotalMemoryBytes">Memory of the machine, or of the container.</param>
/// <param name="FreeMemoryBytes">Memory of it that nobody uses.</param>
/// <param name="MaxMemoryBytes">Memory for ids, records and buffers before temporary files are used.</param>
/// <param name="Threads">Threads that work at the same time.</param>
/// <param name="FreeDiskBytes">Room on the disk of the database.</param>
public readonly record struct ImportResources(
    long TotalMemoryBytes,
    long FreeMemoryBytes,
    long MaxMemoryBytes,
    int Threads,
    long FreeDiskBytes
);
