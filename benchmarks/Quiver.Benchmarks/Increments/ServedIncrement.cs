using System.Diagnostics;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Increments;

/// <summary>A server over a database as it was before an increment, with a reader, and a writer if that is wanted.</summary>
internal sealed class ServedIncrement : IDisposable
{
    private const string ReadQuery =
        "MATCH (p:Person {id: $id})-[:KNOWS]-(f) RETURN p.firstName, count(f), min(f.age)";
    private const string WriteQuery = "CREATE (:Item {id: $id})";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    private readonly GraphShape _shape;
    private readonly Random _random = new(1);
    private readonly int _persons;

    /// <summary>Imports and starts; asks until the server's code is compiled.</summary>
    public ServedIncrement(BenchmarkOptions options, IncrementedDatabase database, bool writes)
    {
        _shape = new(options.Persons, options.Seed);
        _persons = options.Persons - (int)((long)options.Persons * database.Files.Percent / 100);
        database.ImportBefore();
        Server = new(database.Program);
        Reader = new(Server, ReadQuery, () => _shape.PersonId(_random.Next(_persons)), rows: 1);
        long items = 0;
        Writer = writes ? new(Server, WriteQuery, () => items++, rows: 0) : null;
        Rest(WarmUp);
    }

    /// <summary>The server.</summary>
    public QuiverServer Server { get; }

    /// <summary>Reads a person and friends by an id that is there from the beginning.</summary>
    public ClientLoop Reader { get; }

    /// <summary>Creates nodes one by one.</summary>
    public ClientLoop? Writer { get; }

    /// <summary>Lets the clients work alone.</summary>
    /// <returns>From when to when.</returns>
    public static (long From, long To) Rest(TimeSpan time)
    {
        long from = Stopwatch.GetTimestamp();
        using var never = new ManualResetEventSlim();
        never.Wait(time);
        return (from, Stopwatch.GetTimestamp());
    }

    /// <summary>Lets the clients work beside something.</summary>
    /// <returns>From when to when.</returns>
    public static (long From, long To) During(Action action)
    {
        long from = Stopwatch.GetTimestamp();
        action();
        return (from, Stopwatch.GetTimestamp());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Reader.Dispose();
            Writer?.Dispose();
        }
        finally
        {
            Server.Stop();
            Server.Dispose();
        }
    }
}
