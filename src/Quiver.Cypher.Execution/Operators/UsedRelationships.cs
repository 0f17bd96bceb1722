using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>The relationships that a row's pattern has used already and that a further step must differ from.</summary>
internal sealed class UsedRelationships(int[] slots)
{
    /// <summary>Whether there is nothing to differ from.</summary>
    public bool IsEmpty => slots.Length == 0;

    /// <summary>Keeps the candidates whose relationship their row has not used yet, at the front of the spans; gives how many.</summary>
    public int Exclude(Batch rows, Span<int> rowOf, Span<long> relationships, Span<long> nodes)
    {
        int count = rowOf.Length;
        foreach (int slot in slots)
        {
            count = Exclude(rows.Columns[slot], rowOf[..count], relationships, nodes);
        }
        return count;
    }

    /// <summary>Whether a row has used a relationship.</summary>
    public bool Contains(Batch rows, int row, long relationship)
    {
        foreach (int slot in slots)
        {
            var column = rows.Columns[slot];
            if (
                column is WordVector words
                    ? words.Items[row] == relationship
                    : Holds(column[row], relationship)
            )
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a relationship that a row has used may be among those of a node, and lead to one of the wanted neighbours.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="row">The row.</param>
    /// <param name="relationships">The node's relationships.</param>
    /// <param name="neighbours">The neighbour to which each leads.</param>
    /// <param name="wanted">The wanted neighbours, ascending.</param>
    public bool MayHit(
        Batch rows,
        int row,
        ReadOnlySpan<long> relationships,
        ReadOnlySpan<long> neighbours,
        ReadOnlySpan<long> wanted
    )
    {
        foreach (int slot in slots)
        {
            if (rows.Columns[slot] is not WordVector words)
            {
                return true;
            }
            int place = relationships.IndexOf(words.Items[row]);
            if (place >= 0)
            {
                long neighbour = neighbours[place];
                int found = IntersectLists.LowerBound(wanted, neighbour);
                if (found < wanted.Length && wanted[found] == neighbour)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static int Exclude(
        ColumnVector column,
        Span<int> rowOf,
        Span<long> relationships,
        Span<long> nodes
    )
    {
        var used = column is WordVector words ? words.Items : default;
        bool isPlain = column is WordVector;
        int kept = 0;
        for (int i = 0; i < rowOf.Length; i++)
        {
            int row = rowOf[i];
            bool differs = isPlain
                ? used[row] != relationships[i]
                : !Holds(column[row], relationships[i]);
            rowOf[kept] = row;
            relationships[kept] = relationships[i];
            nodes[kept] = nodes[i];
            kept += differs ? 1 : 0;
        }
        return kept;
    }

    private static bool Holds(Value used, long relationship)
    {
        if (used.Kind == ValueKind.Relationship)
        {
            return used.Bits == relationship;
        }
        if (used.Kind == ValueKind.List)
        {
            foreach (var element in used.AsList().AsSpan())
            {
                if (element.Kind == ValueKind.Relationship && element.Bits == relationship)
                {
                    return true;
                }
            }
        }
        return false;
    }
}
