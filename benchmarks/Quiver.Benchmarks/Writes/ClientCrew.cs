using System.Diagnostics;

namespace Quiver.Benchmarks.Writes;

/// <summary>The clients of one database, and what it has been measured to do.</summary>
internal sealed class ClientCrew : IDisposable
{
    private readonly List<IWriteClient> _clients = [];
    private readonly Dictionary<WriteCase, List<double>> _rates = [];
    private readonly Dictionary<WriteCase, List<double>> _times = [];
    private Exception? _failure;

    /// <summary>Takes over a database and creates the items that are there from the beginning.</summary>
    public ClientCrew(IWriteTarget target)
    {
        const int Batch = 1_000;
        Target = target;
        for (int first = 0; first < ItemIds.Prepared; first += Batch)
        {
            ClientAt(0).CreateBatch(first, Batch);
        }
    }

    /// <summary>The database.</summary>
    public IWriteTarget Target { get; }

    /// <summary>The ids of its items.</summary>
    public ItemIds Ids { get; } = new();

    /// <summary>Items a second, in each round.</summary>
    public IReadOnlyList<double> RatesOf(WriteCase what) => _rates[what];

    /// <summary>The microseconds of each operation.</summary>
    public IReadOnlyList<double> TimesOf(WriteCase what) => _times[what];

    /// <summary>Lets clients work for a while.</summary>
    /// <param name="what">What they do.</param>
    /// <param name="time">How long.</param>
    /// <param name="counts">Whether it is measured, or only makes the database warm.</param>
    public void Work(WriteCase what, TimeSpan time, bool counts)
    {
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        Work(what, () => Stopwatch.GetTimestamp() >= end, counts);
    }

    /// <summary>Lets clients work until something has ended.</summary>
    /// <param name="what">What they do.</param>
    /// <param name="ended">Is set at its end.</param>
    public void WorkUntil(WriteCase what, ManualResetEventSlim ended) =>
        Work(what, () => ended.IsSet, counts: false);

    private void Work(WriteCase what, Func<bool> isOver, bool counts)
    {
        long started = Stopwatch.GetTimestamp();
        var times = new List<double>[what.Clients];
        var threads = new List<Thread>();
        for (int i = 0; i < what.Clients; i++)
        {
            var client = ClientAt(i);
            var own = times[i] = [];
            threads.Add(new Thread(() => Repeat(client, what.Operation, isOver, own)));
        }
        if (what.BesideWriter)
        {
            var writer = ClientAt(what.Clients);
            threads.Add(new Thread(() => Repeat(writer, WriteCase.Create, isOver, [])));
        }
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (_failure is not null)
        {
            throw new BenchmarkException($"{Target.Name}, {what.Name}: {_failure.Message}");
        }
        if (counts)
        {
            long operations = times.Sum(static own => (long)own.Count);
            ListOf(_rates, what).Add(operations * what.Items / seconds);
            ListOf(_times, what).AddRange(times.SelectMany(static own => own));
        }
    }

    /// <summary>Fails unless every item that was acknowledged is there, and no other.</summary>
    public void Check()
    {
        long count = ClientAt(0).Count();
        if (count != Ids.Given)
        {
            throw new BenchmarkException($"{Target.Name} has {count} items, not {Ids.Given}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        Target.Dispose();
    }

    private static List<double> ListOf(Dictionary<WriteCase, List<double>> lists, WriteCase what)
    {
        if (!lists.TryGetValue(what, out var list))
        {
            lists.Add(what, list = []);
        }
        return list;
    }

    private IWriteClient ClientAt(int index)
    {
        while (_clients.Count <= index)
        {
            _clients.Add(Target.Connect());
        }
        return _clients[index];
    }

    private void Repeat(
        IWriteClient client,
        Action<IWriteClient, ItemIds> operation,
        Func<bool> isOver,
        List<double> times
    )
    {
        try
        {
            for (long now = Stopwatch.GetTimestamp(); !isOver(); )
            {
                operation(client, Ids);
                long done = Stopwatch.GetTimestamp();
                times.Add(Stopwatch.GetElapsedTime(now, done).TotalMicroseconds);
                now = done;
            }
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _failure, error, null);
        }
    }
}
