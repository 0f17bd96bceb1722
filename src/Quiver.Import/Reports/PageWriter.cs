using System.Diagnostics.CodeAnalysis;
using Quiver.Foundation.IO;

namespace Quiver.Import.Reports;

/// <summary>
/// Writes the whole pages of full buffers past the page cache, whose pages would cost more than composing what they hold, in order and on a thread of its own. One thread rents and
/// sends; any may wait.
/// </summary>
internal sealed class PageWriter(IFileSystem files, string path) : IDisposable
{
    /// <summary>Buffers that there are at most: those who compose wait for the disk when all are full. Memory that is touched for the first time costs more than what is composed into it.</summary>
    private const int MostBuffers = 6;

    private readonly object _lock = new();
    private readonly Queue<PageBuffer> _full = [];
    private readonly Stack<PageBuffer> _free = [];
    private IFileHandle? _handle;
    private Thread? _thread;
    private Exception? _failure;
    private int _made;
    private long _sent;
    private long _written;
    private bool _isEnding;

    /// <summary>An empty buffer, which waits for one to be written when all are full.</summary>
    /// <param name="offset">Where in the file its bytes will begin.</param>
    /// <exception cref="ImportException">An earlier one could not be written.</exception>
    public PageBuffer Rent(long offset)
    {
        PageBuffer? buffer;
        lock (_lock)
        {
            while (!_free.TryPop(out buffer) && _made == MostBuffers)
            {
                Monitor.Wait(_lock);
            }
            ThrowIfFailed();
            if (buffer is null)
            {
                buffer = new PageBuffer();
                _made++;
            }
        }
        buffer.Begin(offset);
        return buffer;
    }

    /// <summary>Writes the whole pages of a full buffer, beside what the caller does next, and takes it back.</summary>
    public void Send(PageBuffer buffer)
    {
        lock (_lock)
        {
            _full.Enqueue(buffer);
            _sent++;
            Monitor.PulseAll(_lock);
        }
        if (_thread is null)
        {
            _thread = new Thread(WriteAll) { IsBackground = true, Name = "import report" };
            _thread.Start();
        }
    }

    /// <summary>Waits until all that was sent before is written.</summary>
    /// <param name="isSynced">Whether it is to outlive a power cut as well.</param>
    /// <exception cref="ImportException">It could not be written.</exception>
    public void Wait(bool isSynced)
    {
        lock (_lock)
        {
            long sent = _sent;
            while (_written < sent)
            {
                Monitor.Wait(_lock);
            }
            ThrowIfFailed();
        }
        try
        {
            if (isSynced)
            {
                _handle?.SyncData();
            }
        }
        catch (IOException e)
        {
            throw ImportErrors.ReportNotWritable(path, e);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isEnding = true;
            Monitor.PulseAll(_lock);
        }
        _thread?.Join();
        _handle?.Dispose();
        foreach (var buffer in _free)
        {
            buffer.Dispose();
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw ImportErrors.ReportNotWritable(path, failure);
        }
    }

    private void WriteAll()
    {
        while (TryTake(out var buffer))
        {
            try
            {
                if (_failure is null)
                {
                    _handle ??= files.OpenOrCreate(path, direct: true);
                    _handle.Write(buffer.Pages, buffer.Offset + buffer.Head.Length);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Thrown where somebody rents or waits.
                _failure = e;
            }
            lock (_lock)
            {
                _written++;
                _free.Push(buffer);
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>The next full buffer; false when there will be none.</summary>
    private bool TryTake([NotNullWhen(true)] out PageBuffer? buffer)
    {
        lock (_lock)
        {
            while (!_full.TryDequeue(out buffer))
            {
                if (_isEnding)
                {
                    return false;
                }
                Monitor.Wait(_lock);
            }
            return true;
        }
    }
}
