using Quiver.Foundation.IO;

namespace Quiver.Import.Reports;

/// <summary>
/// The file that bad entries are listed in. A device or pipe is opened and written to, nothing else; a regular file is emptied when the import begins, so that no
/// older report is taken for this run's, and made when there is something to list. Not thread safe.
/// </summary>
/// <remarks>
/// What fills a buffer of a regular file goes past the page cache, whose pages would cost more than composing the lines, by a thread of its own. Such writes begin and end
/// at whole pages: the rest goes the usual way.
/// </remarks>
internal sealed class BadEntryReport : IDisposable
{
    private readonly IFileSystem _files;
    private readonly string _path;
    private PageBuffer? _buffer;
    private PageBuffer? _spare;
    private IFileHandle? _handle;
    private IFileHandle? _direct;
    private Thread? _writer;
    private Exception? _failure;
    private bool _isDevice;

    /// <summary>Where in the file what the buffer holds begins.</summary>
    private long _start;

    private BadEntryReport(IFileSystem files, string path)
    {
        _files = files;
        _path = path;
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
    /// <exception cref="ImportException">They cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            _buffer ??= PageBuffer.BeginAt(_start);
            lines = _buffer.Append(lines);
            if (_buffer.IsFull)
            {
                Send(_buffer);
            }
        }
    }

    /// <summary>Writes what is collected.</summary>
    /// <exception cref="ImportException">It cannot be written.</exception>
    public void Flush()
    {
        Wait();
        if (_buffer is { Length: > 0 } buffer)
        {
            WriteThrough(buffer.Content, _start);
            _start += buffer.Length;
            buffer.Begin(_start);
        }
    }

    /// <summary>Makes what was written durable, where the file can.</summary>
    /// <exception cref="ImportException">It cannot be made so.</exception>
    public void Sync()
    {
        Flush();
        if (!_isDevice)
        {
            Try(() => (_handle ?? _direct)?.SyncData());
        }
    }

    public void Dispose()
    {
        _writer?.Join();
        _writer = null;
        _direct?.Dispose();
        _direct = null;
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

    /// <summary>Writes a full buffer, of a regular file beside what the caller does next.</summary>
    private void Send(PageBuffer buffer)
    {
        Wait();
        var (head, pages) = buffer.Cut();
        if (_isDevice)
        {
            WriteThrough(buffer.Content, _start);
        }
        else
        {
            if (head.Length > 0)
            {
                WriteThrough(head.Span, _start);
            }
            long offset = _start + head.Length;
            _writer = new Thread(() => WritePages(pages, offset))
            {
                IsBackground = true,
                Name = "import report",
            };
            _writer.Start();
        }
        _start += buffer.Length;
        (_buffer, _spare) = (_spare, buffer);
        _buffer?.Begin(_start);
    }

    private void WritePages(ReadOnlyMemory<byte> pages, long offset)
    {
        try
        {
            _direct ??= _files.OpenOrCreate(_path, direct: true);
            _direct.Write(pages.Span, offset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Thrown by the thread that writes the next lines.
            _failure = e;
        }
    }

    /// <summary>Waits for the buffer that is being written.</summary>
    private void Wait()
    {
        _writer?.Join();
        _writer = null;
        if (_failure is { } failure)
        {
            throw ImportErrors.ReportNotWritable(_path, failure);
        }
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
