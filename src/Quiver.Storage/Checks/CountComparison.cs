using System.Globalization;
using Quiver.Storage.Manifests;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Checks;

/// <summary>Compares counts that were kept with counts made anew.</summary>
internal static class CountComparison
{
    /// <summary>Reports each count that differs.</summary>
    /// <param name="expected">As they were kept.</param>
    /// <param name="recounted">As they are.</param>
    /// <param name="findings">Where to.</param>
    public static void Run(GraphCounts expected, GraphCounts recounted, FindingList findings)
    {
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
            // There may be tens of millions: what is to be said is put into words only where they differ.
            long both = 0;
            foreach (var (key, count) in counted)
            {
                bool isFound = found.TryGetValue(key, out long number);
                both += isFound ? 1 : 0;
                if (count != number)
                {
                    Compare($"{what} {key}", count, number);
                }
            }
            if (both == found.Count)
            {
                return;
            }
            foreach (var (key, number) in found)
            {
                if (!counted.ContainsKey(key))
                {
                    Compare($"{what} {key}", 0, number);
                }
            }
        }
    }
}
