namespace Quiver.Import;

/// <summary>What will probably come out of an import, from the beginnings of its files.</summary>
/// <param name="Nodes">Nodes.</param>
/// <param name="NodeProperties">Property values of nodes.</param>
/// <param name="Relationships">Relationships.</param>
/// <param name="RelationshipProperties">Property values of relationships.</param>
/// <param name="TextBytes">Bytes of CSV, unpacked.</param>
/// <param name="DiskBytes">Bytes of the store.</param>
/// <param name="TemporaryBytes">Bytes of temporary files, gone at the end.</param>
/// <param name="MemoryBytes">Bytes of memory at the highest point.</param>
/// <param name="IdMapBytes">Bytes of memory that it takes to find nodes by their ids.</param>
public readonly record struct ImportEstimate(
    long Nodes,
    long NodeProperties,
    long Relationships,
    long RelationshipProperties,
    long TextBytes,
    long DiskBytes,
    long TemporaryBytes,
    long MemoryBytes,
    long IdMapBytes
)
{
    /// <summary>Bytes of the texts among the property values of an incremental import: it holds them as they are.</summary>
    public long TextValueBytes { get; init; }

    /// <summary>Whether large files of an incremental import were looked into all over: not those that are packed, in another encoding than UTF-8, or with line ends inside quotes.</summary>
    public bool IsFromAllOver { get; init; }
}
