namespace Quiver.Cypher.Execution.Operators;

/// <summary>Runs of row numbers.</summary>
internal static class RowRange
{
    /// <summary>So many numbers from a start.</summary>
    public static int[] Of(int start, int count)
    {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = start + i;
        }
        return rows;
    }
}
