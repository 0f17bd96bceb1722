using System.IO.Compression;
using Quiver.Cypher.Execution.Files;
using Quiver.Foundation.IO;
using Quiver.Model.Values;

namespace Quiver.Apoc.Json;

/// <summary>What is read: a file of the import folder, or the bytes that a call passes. Compression is recognised by content.</summary>
internal sealed class InputFile : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly IFileHandle? _handle;
    private readonly SourceFile? _file;

    static InputFile() => StrictUnpacking.Require();

    private InputFile(
        string name,
        SourceFile? file,
        IFileHandle? handle,
        Stream content,
        bool isBinary
    )
    {
        _file = file;
        Name = name;
        _handle = handle;
        Content = content;
        IsBinary = isBinary;
    }

    /// <summary>The file as the call named it.</summary>
    public string Name { get; }

    /// <summary>Whether the call passed the bytes themselves.</summary>
    public bool IsBinary { get; }

    /// <summary>The content, decompressed.</summary>
    public Stream Content { get; }

    /// <summary>Opens it.</summary>
    /// <param name="files">Where files are.</param>
    /// <param name="procedure">Who asks.</param>
    /// <param name="fileOrBytes">A name or address, or bytes.</param>
    /// <param name="cancellation">Whether the query was ended.</param>
    /// <exception cref="Model.Status.CypherException">It may not be read, or is not there.</exception>
    public static InputFile Open(
        DataFiles files,
        string procedure,
        Value fileOrBytes,
        CancellationToken cancellation
    )
    {
        if (fileOrBytes.Kind == ValueKind.Bytes)
        {
            byte[] bytes = fileOrBytes.AsBytes();
            return new InputFile(
                "binary",
                file: null,
                handle: null,
                Decompressed(new MemoryStream(bytes, writable: false), bytes),
                isBinary: true
            );
        }
        if (fileOrBytes.Kind != ValueKind.String)
        {
            throw ApocErrors.NoFile(procedure);
        }
        string name = fileOrBytes.AsString();
        var file = files.ToRead(name, cancellation);
        try
        {
            var handle = files.Files.OpenRead(file.Path);
            Span<byte> start = stackalloc byte[2];
            int read = handle.Read(start, 0);
            var buffered = new BufferedStream(new FileHandleReader(handle), BufferBytes);
            return new InputFile(
                name,
                file,
                handle,
                Decompressed(buffered, start[..read]),
                isBinary: false
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw ApocErrors.CannotRead(name, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        _handle?.Dispose();
        _file?.Dispose();
    }

    private static Stream Decompressed(Stream stream, ReadOnlySpan<byte> start) =>
        start.Length < 2 ? stream
        : start[0] == 0x1f && start[1] == 0x8b ? new GzipReader(stream)
        // The first byte of a zlib stream of APOC's DEFLATE; no JSON begins with it.
        : start[0] == 0x78 ? new ZLibStream(stream, CompressionMode.Decompress)
        : stream;
}
