using System.Globalization;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Statistics;

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
            CompareCounts(patches.AppliedTo(_tally.ToCounts()));
        }
    }

    private void CompareCounts(GraphCounts recounted)
    {
        var expected = generation.Manifest.Counts;
        string manifest = ManifestFile.Name;
        Compare("nodes", expected.Nodes, recounted.Nodes);
        Compare("relationships", expected.Relationships, recounted.Relationships);
        CompareAll("nodes by label", expected.NodesByLabel, recounted.NodesByLabel);
        CompareAll(
            "relationships by type",
            expected.RelationshipsByType,
            recounted.RelationshipsByType
        );
        CompareAll(
            "relationships by start label and type",
            expected.RelationshipsByStartLabel,
            recounted.RelationshipsByStartLabel
        );
        CompareAll(
            "relationships by end label and type",
            expected.RelationshipsByEndLabel,
            recounted.RelationshipsByEndLabel
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
            IReadOnlyDictionary<TKey, long> found
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
