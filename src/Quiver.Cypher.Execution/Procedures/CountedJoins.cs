using Quiver.Storage.Statistics;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Which labels relationships of a type may join, by the counts that the database keeps, without a look at the graph.</summary>
public static class CountedJoins
{
    /// <summary>Each type with each label at which some of it start and each at which some end; types ascending, labels as they are given.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="labels">The labels that are looked at.</param>
    public static IEnumerable<(int Type, int From, int To)> Of(
        GraphCounts counts,
        IReadOnlyCollection<int> labels
    ) =>
        counts
            .RelationshipsByType.Keys.Order()
            .SelectMany(type =>
                labels
                    .Where(l => counts.RelationshipsByStartLabel.GetValueOrDefault((l, type)) > 0)
                    .SelectMany(from =>
                        labels
                            .Where(l =>
                                counts.RelationshipsByEndLabel.GetValueOrDefault((l, type)) > 0
                            )
                            .Select(to => (type, from, to))
                    )
            );
}
