using System.Globalization;
using System.IO.Compression;
using Quiver.Foundation.IO;

namespace Quiver.Apoc.Export;

/// <summary>A file that gets its name when it is whole: until then it stands beside it under another, and is deleted when the export fails.</summary>
internal sealed class ExportFile : IDisposable
{
    private const string Suffix = ".part";
    private static readonly TimeSpan s_abandonedAfter = TimeSpan.FromHours(1);
    private static readonly string s_process = $".{Guid.NewGuid():N}";
    private static int s_count;

    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly string _unfinished;
    private readonly IFileHandle _handle;
    private readonly FileHandleStream _plain;
    private readonly Stream _stream;
    private bool _isWhole;

    /// <summary>Begins a file; removes what exports left behind whose process was killed: those to the same name, and those to others that are an hour old.</summary>
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
        RemoveAbandoned(files, folder, prefix);
        int number = Interlocked.Increment(ref s_count);
        _unfinished = Path.Combine(folder, $"{prefix[..^1]}{s_process}.{number}{Suffix}");
        _handle = files.CreateNew(_unfinished, direct: true);
        _plain = new FileHandleStream(_handle);
        _stream = compression switch
        {
            "GZIP" => new GZipStream(_plain, CompressionLevel.Fastest, leaveOpen: true),
            "DEFLATE" => new ZLibStream(_plain, CompressionLevel.Fastest, leaveOpen: true),
            _ => _plain,
        };
    }

    /// <summary>Writes bytes at the end.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <summary>Makes the file durable and gives it its name, in place of what stood there.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public void Finish()
    {
        if (_stream != _plain)
        {
            // It writes its end.
            _stream.Dispose();
        }
        _plain.Finish();
        _handle.SyncData();
        _handle.Dispose();
        var replaced = OpenReplaced();
        try
        {
            _files.Rename(_unfinished, _path);
            _files.SyncDirectory(Path.GetDirectoryName(_path)!);
            _isWhole = true;
        }
        finally
        {
            if (replaced is not null)
            {
                _ = Task.Run(replaced.Dispose);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // A compressed stream writes its end, for which there may be no room either.
        }
        _plain.Dispose();
        if (!_isWhole)
        {
            _handle.Dispose();
            _files.DeleteFile(_unfinished);
        }
    }

    /// <summary>The file whose name this one takes, held open: its space goes back when nobody has it open, which takes the system up to a second for gigabytes, and nobody needs to wait for that.</summary>
    private IFileHandle? OpenReplaced()
    {
        try
        {
            return _files.FileExists(_path) && !_files.IsDevice(_path)
                ? _files.OpenRead(_path)
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void RemoveAbandoned(IFileSystem files, string folder, string prefix)
    {
        foreach (string name in files.List(folder))
        {
            if (
                !name.StartsWith('.')
                || !name.EndsWith(Suffix, StringComparison.Ordinal)
                || name.Contains(s_process, StringComparison.Ordinal)
                || !IsUnfinished(name)
            )
            {
                continue;
            }
            string path = Path.Combine(folder, name);
            if (
                name.StartsWith(prefix, StringComparison.Ordinal)
                || DateTime.UtcNow - files.LastWriteTime(path) > s_abandonedAfter
            )
            {
                files.DeleteFile(path);
            }
        }
    }

    /// <summary>Whether a name has the form of those that files have until they are whole: <c>.name.process.number.part</c>.</summary>
    private static bool IsUnfinished(string name)
    {
        string[] parts = name.Split('.');
        return parts.Length >= 5
            && Guid.TryParseExact(parts[^3], "N", out _)
            && int.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
