namespace Quiver.Cypher.Planning.Plans;

/// <summary>Numbers the operators of a plan.</summary>
internal static class PlanNumbering
{
    /// <summary>Gives every operator its number, parents before children; gives how many there are.</summary>
    public static int Number(PlanNode root)
    {
        int count = 0;
        Number(root, ref count);
        return count;
    }

    private static void Number(PlanNode node, ref int count)
    {
        node.Id = count++;
        foreach (var child in node.Children)
        {
            Number(child, ref count);
        }
    }
}
