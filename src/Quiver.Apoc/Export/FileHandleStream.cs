using Quiver.Foundation.IO;

namespace Quiver.Apoc.Export;

/// <summary>A file as a stream that is only written, from its beginning on. The file stays its owner's.</summary>
internal sealed class FileHandleStream(IFileHandle handle) : WriteOnlyStream
{
    private long _position;

    /// <inheritdoc/>
    public override long Length => _position;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        handle.Write(buffer, _position);
        _position += buffer.Length;
    }
}
