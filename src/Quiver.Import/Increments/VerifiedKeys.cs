using Quiver.Import.Pipeline;
using Quiver.Storage.Schema;

namespace Quiver.Import.Increments;

/// <summary>Tells which of the constraints by which rows name nodes hold with the increment: nothing but the names concerns them, and all of these were looked up.</summary>
internal static class VerifiedKeys
{
    /// <summary>The constraints.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="groups">What the rows of each group of node files were.</param>
    public static IEnumerable<ConstraintDefinition> Of(
        ImportPlan plan,
        IReadOnlyList<NodeGroupRows> groups
    ) =>
        plan
            .IdSpaces.Where(static space => space.Key is not null)
            .GroupBy(static space => space.Key!.Id)
            // Identifiers of several spaces are not compared with each other.
            .Where(static spaces => spaces.Count() == 1)
            .Select(static spaces => spaces.First().Key!)
            .Where(key =>
                plan.Nodes.Index().All(group => IsApart(group.Item, groups[group.Index], key))
            );

    /// <summary>Whether no row of a group gives a node both the label and the property of a key, but as its name.</summary>
    private static bool IsApart(NodeGroupPlan group, NodeGroupRows rows, ConstraintDefinition key)
    {
        if (group.IdSpace?.Key?.Id == key.Id)
        {
            return true;
        }
        bool hasProperty =
            group.Ids?.Parts.Any(part => part.Key?.Value == key.Keys[0]) == true
            || group.Properties.Any(property => property.Key.Value == key.Keys[0]);
        bool hasLabel = rows.Have(key.Token);
        // A row that changes a node may add one to what the node has of the other.
        return rows.Change ? !hasProperty && !hasLabel : !(hasProperty && hasLabel);
    }
}
