using Quiver.Foundation.IO;

namespace Quiver.Import.Reports;

/// <summary>
/// The file that bad entries are listed in. A device or pipe is opened and written to, nothing else; a regular file is emptied when the import begins, so that no
/// older report is taken for this run's, and made when there is something to list. Not thread safe.
/// </summary>
internal sealed class BadEntryReport : IDisposable
{
    /// <summary>Bytes that are collected before they are written.</summary>
    private const int BufferBytes = 256 * 1024;

    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private IFileHandle? _handle;
    private int _buffered;
    private long _written;

    private BadEntryReport(IFileSystem files, string path)
    {
        _files = files;
        _path = path;
    }

    /// <summary>Bytes of the run's report so far.</summary>
    public long Length => _written + _buffered;

    /// <summary>Opens the report of a run.</summary>
    /// <param name="files">Through which it is written.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="keptBytes">Bytes of it that an interrupted run wrote and this one goes on from; 0 for a new run.</param>
    /// <exception cref="ImportException">It cannot be written.</exception>
    public static BadEntryReport Open(IFileSystem files, string path, long keptBytes)
    {
        var report = new BadEntryReport(files, path);
        report.Try(() => report.Begin(keptBytes));
        return report;
    }

    /// <summary>Appends lines.</summary>
    /// <exception cref="ImportException">They cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> lines)
    {
        if (lines.Length > _buffer.Length - _buffered)
        {
            Flush();
        }
        if (lines.Length > _buffer.Length)
        {
            WriteThrough(lines);
            return;
        }
        lines.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += lines.Length;
    }

    /// <summary>Writes what is collected.</summary>
    /// <exception cref="ImportException">It cannot be written.</exception>
    public void Flush()
    {
        if (_buffered > 0)
        {
            WriteThrough(_buffer.AsSpan(0, _buffered));
            _buffered = 0;
        }
    }

    /// <summary>Makes what was written durable, where the file can.</summary>
    /// <exception cref="ImportException">It cannot be made so.</exception>
    public void Sync()
    {
        Flush();
        if (!_files.IsDevice(_path))
        {
            Try(() => _handle?.SyncData());
        }
    }

    public void Dispose()
    {
        _handle?.Dispose();
        _handle = null;
    }

    private void Begin(long keptBytes)
    {
        if (_files.IsDevice(_path))
        {
            _handle = _files.OpenDevice(_path);
        }
        else if (_files.FileExists(_path))
        {
            _handle = _files.OpenOrCreate(_path);
            _written = Math.Min(keptBytes, _handle.Length);
            _handle.SetLength(_written);
        }
    }

    private void WriteThrough(ReadOnlySpan<byte> lines)
    {
        try
        {
            _handle ??= _files.OpenOrCreate(_path);
            _handle.Write(lines, _written);
            _written += lines.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ImportErrors.ReportNotWritable(_path, e);
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ImportErrors.ReportNotWritable(_path, e);
        }
    }
}
