using System.Diagnostics;
using Quiver.Benchmarks.Bolt;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Increments;

/// <summary>A client that sends a query as soon as the one before is answered, on a thread of its own, and notes when it was answered and how long that took.</summary>
internal sealed class ClientLoop : IDisposable
{
    private readonly List<(long At, double Milliseconds)> _answers = [];
    private readonly ManualResetEventSlim _ended = new();
    private readonly LeanBoltClient _client;
    private readonly Thread _thread;
    private Exception? _failure;

    /// <summary>Begins.</summary>
    /// <param name="server">Whom it asks.</param>
    /// <param name="query">What; it has one parameter, <c>$id</c>.</param>
    /// <param name="next">The parameter's next value.</param>
    /// <param name="rows">How many rows every answer has.</param>
    public ClientLoop(QuiverServer server, string query, Func<long> next, int rows)
    {
        _client = server.Connect();
        _thread = new(() => Repeat(query, next, rows));
        _thread.Start();
    }

    /// <summary>The milliseconds of what was asked and answered between two moments.</summary>
    public Distribution Between(long from, long to)
    {
        lock (_answers)
        {
            return new(
                _answers
                    .Where(answer => answer.At >= from && answer.At <= to)
                    .Select(static answer => answer.Milliseconds)
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _client.Dispose();
        _ended.Dispose();
        if (_failure is not null)
        {
            throw new BenchmarkException(
                $"A client beside the increment failed: {_failure.Message}"
            );
        }
    }

    private void Repeat(string query, Func<long> next, int rows)
    {
        try
        {
            while (!_ended.IsSet)
            {
                long started = Stopwatch.GetTimestamp();
                int found = _client.Query(query, "id", next()).Count;
                long done = Stopwatch.GetTimestamp();
                if (found != rows)
                {
                    throw new BenchmarkException($"An answer has {found} rows, not {rows}.");
                }
                double time = Stopwatch.GetElapsedTime(started, done).TotalMilliseconds;
                lock (_answers)
                {
                    _answers.Add((done, time));
                }
            }
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }
}
