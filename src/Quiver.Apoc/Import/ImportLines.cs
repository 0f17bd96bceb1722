using System.Runtime.ExceptionServices;
using Quiver.Apoc.Json;

namespace Quiver.Apoc.Import;

/// <summary>Reads a file's lines on a thread of its own, a few stretches ahead of whoever makes nodes and relationships of them.</summary>
internal sealed class ImportLines : IDisposable
{
    private const int MaxStretches = 4;
    private const int MaxLines = 1024;
    private const int MaxBytes = 1 << 20;

    private readonly LineReader _lines;
    private readonly ImportLineParser _parser;
    private readonly object _gate = new();
    private readonly Queue<ImportStretch> _read = new();
    private readonly Thread _thread;
    private bool _isAtEnd;
    private bool _isStopped;

    /// <summary>Begins before the first line.</summary>
    /// <param name="file">The file; nobody else reads it until this is disposed of.</param>
    /// <param name="parser">Makes nodes and relationships of lines; likewise.</param>
    public ImportLines(InputFile file, ImportLineParser parser)
    {
        _lines = new LineReader(file);
        _parser = parser;
        _thread = new Thread(Work) { IsBackground = true, Name = "import lines" };
        _thread.Start();
    }

    /// <summary>The next lines; null at the end, and after a stretch with a failure.</summary>
    public ImportStretch? Next()
    {
        lock (_gate)
        {
            while (_read.Count == 0 && !_isAtEnd)
            {
                Monitor.Wait(_gate);
            }
            Monitor.PulseAll(_gate);
            return _read.TryDequeue(out var stretch) ? stretch : null;
        }
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
        _thread.Join();
    }

    private void Work()
    {
        bool isMore;
        do
        {
            var stretch = new ImportStretch();
            isMore = TryFill(stretch);
            lock (_gate)
            {
                while (_read.Count == MaxStretches && !_isStopped)
                {
                    Monitor.Wait(_gate);
                }
                isMore &= !_isStopped;
                _read.Enqueue(stretch);
                _isAtEnd = !isMore;
                Monitor.PulseAll(_gate);
            }
        } while (isMore);
    }

    /// <summary>Reads lines; false when none follow.</summary>
    private bool TryFill(ImportStretch stretch)
    {
        try
        {
            for (long bytes = 0; bytes < MaxBytes && stretch.Lines.Count < MaxLines; )
            {
                if (!_lines.TryRead(out var line))
                {
                    return false;
                }
                bytes += line.Length;
                if (!line.IsEmpty)
                {
                    stretch.Lines.Add(_parser.Parse(line, _lines.Number));
                }
            }
            return true;
        }
        catch (Exception error)
        {
            // Carried to the thread that takes the lines.
            stretch.Failure = ExceptionDispatchInfo.Capture(error);
            stretch.FailedLine = _lines.Number;
            return false;
        }
    }
}
