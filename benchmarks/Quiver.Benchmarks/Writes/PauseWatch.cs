using System.Diagnostics;
using System.Globalization;
using Quiver.Benchmarks.Measurement;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Benchmarks.Writes;

/// <summary>How long the commits of one thread and the reads of another take while something else runs.</summary>
internal sealed class PauseWatch(Database database)
{
    private readonly List<double> _commits = [];
    private readonly List<double> _reads = [];

    /// <summary>The longest commit and, in brackets, the median, in milliseconds.</summary>
    public string Commits => Text(_commits);

    /// <summary>The longest read likewise.</summary>
    public string Reads => Text(_reads);

    /// <summary>Watches while an action runs.</summary>
    public void While(Action action)
    {
        using var ended = new ManualResetEventSlim();
        var writer = new Thread(() => Repeat(Commit, _commits, ended));
        var reader = new Thread(() => Repeat(Read, _reads, ended));
        writer.Start();
        reader.Start();
        action();
        ended.Set();
        writer.Join();
        reader.Join();
    }

    private static void Repeat(Action action, List<double> times, ManualResetEventSlim ended)
    {
        while (!ended.IsSet)
        {
            long started = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private static string Text(List<double> times)
    {
        var measured = new Distribution(times);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Most:0.0} ({measured.Median:0.00})"
        );
    }

    private void Commit()
    {
        using var transaction = database.BeginWriteAsync().AsTask().GetAwaiter().GetResult();
        var node = transaction.CreateNode(transaction.Label("Item"));
        transaction.SetProperty(node, transaction.PropertyKey("id"), Value.Integer(node.Value));
        transaction.CommitAsync().AsTask().GetAwaiter().GetResult();
    }

    private void Read()
    {
        using var snapshot = database.Latest();
        for (long id = 0; id < 100; id++)
        {
            _ = snapshot.Exists(new NodeId(id * 7919 % snapshot.NodeIdLimit));
        }
    }
}
