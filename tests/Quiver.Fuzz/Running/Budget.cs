using System.Diagnostics;

namespace Quiver.Fuzz.Running;

/// <summary>
/// How many graphs a test makes: usually a number, so that every machine asks the same, however fast it is; for a time in the nightly form and where
/// <c>QUIVER_FUZZ_SECONDS</c> says so.
/// </summary>
internal sealed class Budget
{
    // A busy machine makes no fewer, and what the tests ask at least can be asked.
    private const int LeastGraphs = 4;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly int _graphs;
    private readonly TimeSpan _time;

    /// <summary>Begins, the clock too.</summary>
    /// <param name="graphs">How many graphs usually.</param>
    /// <param name="nightlySeconds">How long in the nightly form.</param>
    public Budget(int graphs, int nightlySeconds)
    {
        int seconds = FuzzTests.Setting("SECONDS", Nightly.Times(0, nightlySeconds));
        _graphs = seconds == 0 ? graphs : int.MaxValue;
        _time = seconds == 0 ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>How many graphs were made.</summary>
    public int Graphs { get; private set; }

    /// <summary>Takes one more graph, unless all are made.</summary>
    public bool TakeGraph()
    {
        bool isLeft = Graphs < LeastGraphs || (Graphs < _graphs && _clock.Elapsed < _time);
        Graphs += isLeft ? 1 : 0;
        return isLeft;
    }
}
