using System.Diagnostics;
using Quiver.Benchmarks.Bolt;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Reads;

/// <summary>Quiver over Bolt on loopback, with the lean client.</summary>
internal sealed class QuiverReads : IReadTarget
{
    private const int WarmUpParameters = 500;
    private static readonly TimeSpan WarmUpTurn = TimeSpan.FromMilliseconds(100);

    private readonly QuiverServer _server;
    private readonly LeanBoltClient _client;
    private bool _isStopped;

    public QuiverReads(QuiverProgram program)
    {
        _server = new QuiverServer(program);
        _client = _server.Connect();
    }

    public string Name => "Quiver";

    public ReadTimes Run(ReadCase what, IReadOnlyList<long[]> parameters, TimeSpan limit) =>
        Run(what.Cypher, what.Parameters, parameters, limit);

    /// <summary>Runs a text with the parameters of a case; its list parameter is there, too.</summary>
    public ReadTimes Run(
        string cypher,
        string[] names,
        IReadOnlyList<long[]> parameters,
        TimeSpan limit
    )
    {
        var times = new ReadTimes([], []);
        var watch = Stopwatch.StartNew();
        foreach (long[] values in parameters)
        {
            long started = Stopwatch.GetTimestamp();
            var rows = _client.Query(cypher, output => Write(output, names, values));
            times.Microseconds.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            times.Checks.Add(rows.Sum(static row => 1 + (row[^1] as long? ?? 0)));
            if (watch.Elapsed > limit)
            {
                break;
            }
        }
        return times;
    }

    /// <summary>
    /// Asks all texts of cases in turn until the time is over: a server, and this client, that were just started still compile what they run.
    /// </summary>
    public void WarmUp(GraphShape shape, IReadOnlyList<ReadCase> cases, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var parameters = cases.Select(c => new ReadParameters(shape, c)).ToList();
        while (watch.Elapsed < time)
        {
            for (int i = 0; i < cases.Count && watch.Elapsed < time; i++)
            {
                string[] texts = [cases[i].Cypher, .. cases[i].Paraphrases.Select(p => p.Cypher)];
                var values = parameters[i].Take(WarmUpParameters);
                foreach (string text in texts)
                {
                    Run(text, cases[i].Parameters, values, WarmUpTurn);
                }
            }
        }
    }

    /// <summary>Runs a statement for what it does.</summary>
    public void Do(string cypher) => _client.Query(cypher, static output => output.Map(0));

    /// <summary>Asks the server to end.</summary>
    public ProcessUsage Stop()
    {
        _isStopped = true;
        _client.Dispose();
        return _server.Stop();
    }

    public void Dispose()
    {
        if (!_isStopped)
        {
            _client.Dispose();
        }
        _server.Dispose();
    }

    private static void Write(PackWriter output, string[] names, long[] values)
    {
        output.Map(names.Length == 1 ? 2 : names.Length);
        for (int i = 0; i < names.Length; i++)
        {
            output.Text(names[i]);
            output.Integer(values[i]);
        }
        if (names.Length == 1)
        {
            output.Text(names[0] + "s");
            output.List(1);
            output.Integer(values[0]);
        }
    }
}
