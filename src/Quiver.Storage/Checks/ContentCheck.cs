using Quiver.Storage.Delta;
using Quiver.Storage.Generations;

namespace Quiver.Storage.Checks;

/// <summary>Looks at what the blocks of a generation mean: nodes, values, relationships and counts.</summary>
internal sealed class ContentCheck(
    Generation generation,
    FindingList findings,
    CancellationToken cancellation
)
{
    private readonly CountTally _tally = new();

    /// <summary>Nodes looked at.</summary>
    public long Nodes => _tally.Nodes;

    /// <summary>Relationships looked at.</summary>
    public long Relationships => _tally.Relationships;

    /// <summary>Values decoded.</summary>
    public long PropertyValues { get; private set; }

    /// <summary>Runs all checks.</summary>
    /// <param name="patches">What the patches add to the counts of the base.</param>
    public void Run(CountDifferences patches)
    {
        var nodes = new NodeCheck(generation, findings, _tally, cancellation);
        nodes.Run();
        PropertyValues = nodes.PropertyValues;
        new AdjacencyCheck(generation, findings, _tally, cancellation).Run();
        // Damage that was found explains any difference in counts.
        if (findings.Findings.Count == 0)
        {
            CountComparison.Run(
                generation.Manifest.Counts,
                patches.AppliedTo(_tally.ToCounts()),
                findings
            );
        }
    }
}
