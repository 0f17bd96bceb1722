namespace Quiver.Foundation.IO;

/// <summary>An open file. Reads and writes carry their offset; concurrent use is safe.</summary>
public interface IFileHandle : IDisposable
{
    /// <summary>The path it was opened with.</summary>
    string Path { get; }

    /// <summary>The file's length in bytes now.</summary>
    long Length { get; }

    /// <summary>Reads up to the span's length; returns fewer bytes only at the end of the file.</summary>
    int Read(Span<byte> destination, long offset);

    /// <summary>Writes all bytes at an offset. Durable only after <see cref="SyncData"/>.</summary>
    void Write(ReadOnlySpan<byte> source, long offset);

    /// <summary>Cuts or extends the file.</summary>
    void SetLength(long length);

    /// <summary>
    /// Asks for disk space from an offset on, and lengthens the file by zeros to the end of it: writes that fall there change nothing but data, so that a sync has
    /// less to write. Does nothing where the file system has no such call.
    /// </summary>
    /// <param name="offset">Where the space begins.</param>
    /// <param name="length">How much.</param>
    /// <param name="areWritten">Whether the zeros are written there: else a sync of the first bytes in each block also notes that the block is in use.</param>
    void Allocate(long offset, long length, bool areWritten) { }

    /// <summary>fdatasync: data and the length needed to read it are durable on return. A failure leaves the file's durable state unknown and must not be retried.</summary>
    void SyncData();

    /// <summary>Maps bytes [offset, offset + length) for reading. The range must lie inside the file; the offset is a multiple of 4,096.</summary>
    IMappedRegion Map(long offset, long length);
}
