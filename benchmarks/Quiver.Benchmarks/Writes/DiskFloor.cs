using System.Diagnostics;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Writes;

/// <summary>What no durable commit can be faster than: a small write at the end of a file, and <c>fdatasync</c>.</summary>
internal sealed class DiskFloor(string folder)
{
    private const int RecordBytes = 256;

    private readonly List<double> _times = [];
    private readonly string _path = Path.Join(folder, "floor");
    private long _offset;

    /// <summary>All times so far, in microseconds.</summary>
    public Distribution Times => new(_times);

    /// <summary>Writes for a while.</summary>
    public void Measure(TimeSpan time)
    {
        using var file = File.OpenHandle(
            _path,
            FileMode.OpenOrCreate,
            FileAccess.Write,
            options: FileOptions.None
        );
        byte[] record = new byte[RecordBytes];
        Array.Fill(record, (byte)1);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            long started = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, record, _offset);
            if (PosixCalls.SyncData(file) != 0)
            {
                throw new BenchmarkException($"fdatasync of {_path} failed.");
            }
            _times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            _offset += RecordBytes;
        }
    }
}
