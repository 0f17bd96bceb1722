using Quiver.Foundation.IO;

namespace Quiver.Apoc.Json;

/// <summary>A file as a stream that is only read, from its beginning on. The file stays its owner's.</summary>
internal sealed class FileHandleReader(IFileHandle handle) : ReadOnlyStream
{
    private long _position;

    /// <inheritdoc/>
    public override long Length => handle.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = handle.Read(buffer, _position);
        _position += count;
        return count;
    }
}
