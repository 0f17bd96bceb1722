using Quiver.Storage.Generations;
using Quiver.Storage.Schema;
using Quiver.Storage.Statistics;

namespace Quiver.Import.Pipeline;

/// <summary>Puts the counts of all phases together.</summary>
internal static class GenerationSummaries
{
    /// <summary>What an import has made.</summary>
    /// <param name="databaseId">The identity of the new database.</param>
    /// <param name="names">All names.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="totals">The relationships.</param>
    /// <param name="schema">Its indexes and constraints.</param>
    public static GenerationSummary Of(
        Guid databaseId,
        ImportNames names,
        NodePhaseResult nodes,
        LinkTotals totals,
        SchemaDefinitions schema
    )
    {
        long relationships = totals.ByType.Values.Sum();
        var (byStart, byEnd) = totals.ToCounts(nodes.LabelSets);
        return new GenerationSummary
        {
            DatabaseId = databaseId,
            Tokens = names.ToTokens(),
            Schema = schema,
            NodeIdLimit = nodes.NodeIdLimit,
            RelationshipIdLimit = relationships,
            Counts = new GraphCounts
            {
                Nodes = nodes.NodeCount,
                Relationships = relationships,
                NodesByLabel = ByLabel(nodes),
                RelationshipsByType = totals.ByType,
                RelationshipsByStartLabel = byStart,
                RelationshipsByEndLabel = byEnd,
            },
        };
    }

    private static Dictionary<int, long> ByLabel(NodePhaseResult nodes)
    {
        var result = new Dictionary<int, long>();
        foreach (var (set, count) in nodes.NodesByLabelSet)
        {
            foreach (int label in nodes.LabelSets.LabelsOf(set))
            {
                result[label] = result.GetValueOrDefault(label) + count;
            }
        }
        return result;
    }
}
