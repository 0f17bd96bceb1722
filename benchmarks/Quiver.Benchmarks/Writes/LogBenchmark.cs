using System.Diagnostics;
using System.Globalization;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Reports;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Benchmarks.Writes;

/// <summary>The storage by itself, in this process: pauses by checkpoints, recovery of a full log, memory of what is not committed.</summary>
internal sealed class LogBenchmark(BenchmarkOptions options)
{
    /// <summary>Asks for this part of the report alone.</summary>
    public const string Section = "storage";

    private const int BatchNodes = 1_000;
    private const int Outstanding = 512;
    private const long LogBytes = 256L << 20;
    private const long CheckpointBytes = 64L << 20;
    private const int UncommittedNodes = 500_000;
    private const int UncommittedUpdates = 1_000_000;
    private const double Mega = 1e6;

    private static readonly DatabaseOptions NoCheckpoints = DatabaseOptions.Default with
    {
        CheckpointLogBytes = long.MaxValue,
        DeltaLimitBytes = 4L << 30,
    };

    private readonly MarkdownTable _table = new("storage", "value", "goal");
    private readonly string _folder = Path.Join(options.Work, "writes", "log");

    /// <summary>Measures.</summary>
    public MarkdownTable Run()
    {
        MeasurePauses();
        MeasureRecovery("batches of 1,000 nodes", FillByBatches);
        MeasureRecovery("commits of one node", FillBySingles);
        MeasureMemory();
        return _table;
    }

    private Database Open(bool isNew)
    {
        if (isNew)
        {
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder, recursive: true);
            }
            Database.CreateEmpty(PosixFileSystem.Instance, _folder);
        }
        return Database.Open(PosixFileSystem.Instance, _folder, NoCheckpoints);
    }

    /// <summary>One thread commits, another reads, while a checkpoint of 64 MB runs, and before.</summary>
    private void MeasurePauses()
    {
        using var database = Open(isNew: true);
        var floor = new DiskFloor(options.Work);
        var idle = new PauseWatch(database);
        for (int run = 0; run < options.Repetitions; run++)
        {
            FillByBatches(database, CheckpointBytes);
            idle.While(() => floor.Measure(TimeSpan.FromSeconds(1)));
        }
        var collecting = GC.GetTotalPauseDuration();
        var busy = new PauseWatch(database);
        var times = new List<double>();
        for (int run = 0; run < options.Repetitions; run++)
        {
            FillByBatches(database, CheckpointBytes);
            busy.While(() =>
            {
                long started = Stopwatch.GetTimestamp();
                database.CheckpointAsync().AsTask().GetAwaiter().GetResult();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            });
        }
        Row("checkpoint of 64 MB of changes, ms", Text(new Distribution(times).Median), "");
        collecting = GC.GetTotalPauseDuration() - collecting;
        Row(
            "all pauses of the collector together, filling and checkpoints, ms",
            Text(collecting.TotalMilliseconds),
            ""
        );
        Row("longest commit during a checkpoint, ms", busy.Commits, "50");
        Row("longest read during a checkpoint, ms", busy.Reads, "50");
        Row("longest commit while another file is synced, no checkpoint, ms", idle.Commits, "");
        Row("longest read meanwhile, ms", idle.Reads, "");
    }

    private void MeasureRecovery(string name, Action<Database, long> fill)
    {
        long sequence;
        using (var database = Open(isNew: true))
        {
            fill(database, LogBytes);
            sequence = database.Sequence;
        }
        long started = Stopwatch.GetTimestamp();
        using (var database = Open(isNew: false))
        {
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (database.Sequence != sequence)
            {
                throw new BenchmarkException("Recovery lost commits.");
            }
            Row(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"recovery of a log of {LogLength() / Mega:N0} MB, {sequence:N0} {name}, s"
                ),
                seconds.ToString("0.00", CultureInfo.InvariantCulture),
                "10"
            );
        }
    }

    private void MeasureMemory()
    {
        using var database = Open(isNew: true);
        FillByBatches(database, 0);
        var nodes = new List<NodeId>();
        using (var transaction = Begin(database))
        {
            double bytes = BytesOf(() => Create(transaction, UncommittedNodes, nodes));
            Row("memory of an uncommitted create, bytes", Text(bytes / UncommittedNodes), "");
            Commit(transaction);
        }
        using (var transaction = Begin(database))
        {
            var key = transaction.PropertyKey("id");
            double bytes = BytesOf(() =>
            {
                for (int i = 0; i < UncommittedUpdates; i++)
                {
                    transaction.SetProperty(nodes[i % nodes.Count], key, Value.Integer(i));
                }
            });
            Row("memory of an uncommitted update, bytes", Text(bytes / UncommittedUpdates), "");
        }
    }

    private static double BytesOf(Action action)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        action();
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private void FillByBatches(Database database, long bytes)
    {
        long end = LogLength() + bytes;
        do
        {
            using var transaction = Begin(database);
            Create(transaction, BatchNodes, []);
            Commit(transaction);
        } while (LogLength() < end);
    }

    private void FillBySingles(Database database, long bytes)
    {
        const int Look = 64;
        long end = LogLength() + bytes;
        var commits = new Queue<(WriteTransaction Transaction, Task<long> Commit)>();
        while (LogLength() < end)
        {
            for (int i = 0; i < Look * Outstanding; i++)
            {
                if (commits.Count == Outstanding)
                {
                    commits.Dequeue().Commit.GetAwaiter().GetResult();
                }
                var transaction = Begin(database);
                Create(transaction, 1, []);
                commits.Enqueue((transaction, transaction.CommitAsync().AsTask()));
            }
        }
        while (commits.TryDequeue(out var last))
        {
            last.Commit.GetAwaiter().GetResult();
        }
    }

    private static void Create(WriteTransaction transaction, int count, List<NodeId> nodes)
    {
        var label = transaction.Label("Item");
        var id = transaction.PropertyKey("id");
        var name = transaction.PropertyKey("name");
        for (int i = 0; i < count; i++)
        {
            var node = transaction.CreateNode(label);
            transaction.SetProperty(node, id, Value.Integer(node.Value));
            transaction.SetProperty(node, name, Value.String(ItemTexts.NameOf(node.Value)));
            nodes.Add(node);
        }
    }

    private static WriteTransaction Begin(Database database) =>
        database.BeginWriteAsync().AsTask().GetAwaiter().GetResult();

    private static void Commit(WriteTransaction transaction) =>
        transaction.CommitAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The bytes of the log's files.</summary>
    private long LogLength()
    {
        var log = new DirectoryInfo(Path.Join(_folder, "log"));
        return log.Exists ? log.EnumerateFiles().Sum(static file => file.Length) : 0;
    }

    private void Row(string name, string value, string goal)
    {
        _table.Row(name, value, goal);
        Console.Error.WriteLine($"{name}: {value}");
    }

    private static string Text(double number) =>
        number.ToString("N0", CultureInfo.InvariantCulture);
}
