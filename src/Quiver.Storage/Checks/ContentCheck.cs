using System.Globalization;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

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
    public void Run()
    {
        var nodes = new NodeCheck(generation, findings, _tally, cancellation);
        nodes.Run();
        PropertyValues = nodes.PropertyValues;
        new AdjacencyCheck(generation, findings, _tally, cancellation).Run();
        // Patches change the counts, so the base alone must meet them only where there are none; damage that was found explains any difference.
        if (generation.Manifest.Patches.Count == 0 && findings.Findings.Count == 0)
        {
            CompareCounts();
        }
    }

    private void CompareCounts()
    {
        var expected = generation.Manifest.Counts;
        string manifest = ManifestFile.Name;
        Compare("nodes", expected.Nodes, _tally.Nodes);
        Compare("relationships", expected.Relationships, _tally.Relationships);
        CompareAll("nodes by label", expected.NodesByLabel, _tally.NodesByLabel);
        CompareAll("relationships by type", expected.RelationshipsByType, _tally.ByType);
        CompareAll(
            "relationships by start label and type",
            expected.RelationshipsByStartLabel,
            _tally.ByStartLabel
        );
        CompareAll(
            "relationships by end label and type",
            expected.RelationshipsByEndLabel,
            _tally.ByEndLabel
        );

        void Compare(string what, long counted, long found)
        {
            if (counted != found)
            {
                string problem = string.Create(
                    CultureInfo.InvariantCulture,
                    $"the count of {what} is {counted}, but there are {found}"
                );
                findings.Add(manifest, 0, problem);
            }
        }

        void CompareAll<TKey>(
            string what,
            IReadOnlyDictionary<TKey, long> counted,
            Dictionary<TKey, long> found
        )
            where TKey : notnull
        {
            foreach (var key in counted.Keys.Union(found.Keys))
            {
                Compare(
                    $"{what} {key}",
                    counted.GetValueOrDefault(key),
                    found.GetValueOrDefault(key)
                );
            }
        }
    }
}
