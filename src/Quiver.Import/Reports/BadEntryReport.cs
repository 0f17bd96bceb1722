using Quiver.Foundation.IO;

namespace Quiver.Import.Reports;

/// <summary>
/// The file that bad entries are listed in. A device or pipe is opened and written to, nothing else; a regular file is emptied when the import begins, so that no
/// older report is taken for this run's, and made when there is something to list. Not thread safe.
/// </summary>
/// <remarks>What fills a buffer of a regular file goes to a <see cref="PageWriter"/>, by whole pages; the rest goes the usual way.</remarks>
internal sealed class BadEntryReport : IDisposable
{
    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly PageWriter _pages;
    private PageBuffer? _buffer;
    private IFileHandle? _handle;
    private bool _isDevice;

    /// <summary>Where in the file what the buffer holds begins.</summary>
    private long _start;

    private BadEntryReport(IFileSystem files, string path)
    {
        _files = files;
        _path = path;
        _pages = new PageWriter(files, path);
    }

    /// <summary>Bytes of the run's report so far.</summary>
    public long Length => _start + (_buffer?.Length ?? 0);

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
    /// <exception cref="ImportException">They, or earlier ones, cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            _buffer ??= _pages.Rent(_start);
            lines = _buffer.Append(lines);
            if (_buffer.IsFull)
            {
                Send(_buffer);
            }
        }
    }

    /// <summary>Where lines may be put that follow, of which <see cref="Advance"/> tells; may wait for the disk.</summary>
    /// <exception cref="ImportException">Earlier lines cannot be written.</exception>
    public Span<byte> MakeRoom() => (_buffer ??= _pages.Rent(_start)).Room;

    /// <summary>Says that lines were put into the first places of <see cref="MakeRoom"/>.</summary>
    /// <exception cref="ImportException">They, or earlier ones, cannot be written.</exception>
    public void Advance(int bytes)
    {
        _buffer!.Advance(bytes);
        if (_buffer.IsFull)
        {
            Send(_buffer);
        }
    }

    /// <summary>Writes what is collected; full buffers may still be on their way.</summary>
    /// <exception cref="ImportException">It cannot be written.</exception>
    public void Flush()
    {
        if (_buffer is { Length: > 0 } buffer)
        {
            WriteThrough(buffer.Content, _start);
            _start += buffer.Length;
            buffer.Begin(_start);
        }
    }

    /// <summary>Waits until all that was flushed before is in the file. Any thread may call it, beside <see cref="Write"/>.</summary>
    /// <param name="isSynced">Whether it is to be durable as well, where the file can.</param>
    /// <exception cref="ImportException">It cannot be written.</exception>
    public void Wait(bool isSynced)
    {
        _pages.Wait(isSynced);
        if (isSynced && !_isDevice && _handle is { } handle)
        {
            Try(handle.SyncData);
        }
    }

    public void Dispose()
    {
        _pages.Dispose();
        _buffer?.Dispose();
        _buffer = null;
        _handle?.Dispose();
        _handle = null;
    }

    private void Begin(long keptBytes)
    {
        _isDevice = _files.IsDevice(_path);
        if (_isDevice)
        {
            _handle = _files.OpenDevice(_path);
        }
        else if (_files.FileExists(_path))
        {
            _handle = _files.OpenOrCreate(_path);
            _start = Math.Min(keptBytes, _handle.Length);
            _handle.SetLength(_start);
        }
    }

    private void Send(PageBuffer full)
    {
        _start += full.Length;
        if (_isDevice)
        {
            WriteThrough(full.Content, full.Offset);
            full.Begin(_start);
            return;
        }
        if (!full.Head.IsEmpty)
        {
            WriteThrough(full.Head, full.Offset);
        }
        _buffer = null;
        _pages.Send(full);
    }

    private void WriteThrough(ReadOnlySpan<byte> lines, long offset)
    {
        try
        {
            _handle ??= _files.OpenOrCreate(_path);
            _handle.Write(lines, offset);
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
