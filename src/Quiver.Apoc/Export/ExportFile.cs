using System.IO.Compression;
using Quiver.Foundation.IO;

namespace Quiver.Apoc.Export;

/// <summary>A file that gets its name when it is whole: until then it stands beside it under another, and is deleted when the export fails.</summary>
internal sealed class ExportFile : IDisposable
{
    private const string Suffix = ".part";
    private static readonly string s_process = $".{Guid.NewGuid():N}";
    private static int s_count;

    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly string _unfinished;
    private readonly IFileHandle _handle;
    private readonly Stream _stream;
    private bool _isWhole;

    /// <summary>Begins a file; removes what exports to it left behind whose process was killed.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The name that it gets.</param>
    /// <param name="compression">NONE, GZIP or DEFLATE.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public ExportFile(IFileSystem files, string path, string compression)
    {
        _files = files;
        _path = path;
        string folder = Path.GetDirectoryName(path)!;
        string prefix = $".{Path.GetFileName(path)}.";
        foreach (string name in files.List(folder))
        {
            if (
                name.StartsWith(prefix, StringComparison.Ordinal)
                && name.EndsWith(Suffix, StringComparison.Ordinal)
                && !name.Contains(s_process, StringComparison.Ordinal)
            )
            {
                files.DeleteFile(Path.Combine(folder, name));
            }
        }
        int number = Interlocked.Increment(ref s_count);
        _unfinished = Path.Combine(folder, $"{prefix[..^1]}{s_process}.{number}{Suffix}");
        _handle = files.CreateNew(_unfinished);
        var plain = new FileHandleStream(_handle);
        _stream = compression switch
        {
            "GZIP" => new GZipStream(plain, CompressionLevel.Fastest),
            "DEFLATE" => new ZLibStream(plain, CompressionLevel.Fastest),
            _ => plain,
        };
    }

    /// <summary>Writes bytes at the end.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <summary>Makes the file durable and gives it its name, in place of what stood there.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public void Finish()
    {
        _stream.Dispose();
        _handle.SyncData();
        _handle.Dispose();
        _files.Rename(_unfinished, _path);
        _files.SyncDirectory(Path.GetDirectoryName(_path)!);
        _isWhole = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isWhole)
        {
            return;
        }
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // A compressed stream writes its end, for which there may be no room either.
        }
        _handle.Dispose();
        _files.DeleteFile(_unfinished);
    }
}
