namespace Quiver.Storage.Checks;

/// <summary>Collects findings up to a limit and counts the rest.</summary>
internal sealed class FindingList
{
    private readonly List<CheckFinding> _findings = [];
    private readonly HashSet<(string, long)> _damaged = [];

    /// <summary>The findings.</summary>
    public IReadOnlyList<CheckFinding> Findings => _findings;

    /// <summary>How many more there were.</summary>
    public long Further { get; private set; }

    /// <summary>All findings.</summary>
    public long Count => _findings.Count + Further;

    /// <summary>Adds a finding.</summary>
    public void Add(string file, long offset, string problem)
    {
        if (_findings.Count < DatabaseCheck.MaxFindings)
        {
            _findings.Add(new(file, offset, problem));
        }
        else
        {
            Further++;
        }
    }

    /// <summary>Adds what a reader threw; a block that was found damaged once is not reported again.</summary>
    public void Add(CorruptionException damage)
    {
        if (_damaged.Add((damage.File, damage.Offset)))
        {
            Add(damage.File, damage.Offset, damage.Problem);
        }
    }
}
