using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>
/// Codes for the values of one of several key columns: equivalent values have the same. Ids of nodes, or of relationships, are their own codes as long as they fit and nothing else has
/// come; otherwise values are numbered.
/// </summary>
internal sealed class KeyCodes
{
    /// <summary>The highest id that is its own code.</summary>
    public const long MaxId = int.MaxValue - 1;

    private const int NullCode = -1;

    private ValueIndex? _values;
    private VectorKind? _kind;

    /// <summary>Whether codes are ids; -1 is null's.</summary>
    public bool AreIds => _values is null;

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => _values?.MemoryBytes ?? 0;

    /// <summary>Whether a column's values can have codes beside those that others have. If not, <see cref="Number"/> comes first.</summary>
    public bool Fit(ColumnVector column)
    {
        if (_values is not null)
        {
            return true;
        }
        if (IsOfNulls(column))
        {
            return true;
        }
        if (!AreSmallIds(column) || column.Kind != (_kind ?? column.Kind))
        {
            return false;
        }
        _kind = column.Kind;
        return true;
    }

    /// <summary>Whether a column that is not of nodes or relationships holds nothing but nulls, as rows have it that found nothing.</summary>
    public static bool IsOfNulls(ColumnVector column)
    {
        if (column.Kind is VectorKind.Node or VectorKind.Relationship || !column.HasNulls)
        {
            return false;
        }
        for (int row = 0; row < column.Count; row++)
        {
            if (!column.IsNull(row))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether a column holds ids of nodes or relationships that are not too large, or nulls.</summary>
    public static bool AreSmallIds(ColumnVector column)
    {
        if (column is not WordVector { Kind: VectorKind.Node or VectorKind.Relationship } words)
        {
            return false;
        }
        var ids = words.Items;
        long all = 0;
        foreach (long id in ids)
        {
            all |= id;
        }
        if ((ulong)all <= (ulong)MaxId)
        {
            return true;
        }
        for (int row = 0; row < ids.Length; row++)
        {
            // Nodes that a procedure made up have negative ids.
            if ((ulong)ids[row] > (ulong)MaxId && !(ids[row] == NullCode && words.IsNull(row)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Numbers values from now on.</summary>
    /// <param name="ids">The ids that have been codes.</param>
    /// <returns>The numbers that they have now.</returns>
    public int[] Number(ReadOnlySpan<int> ids)
    {
        _values = new ValueIndex();
        int[] numbers = new int[ids.Length];
        // Without a kind only nulls have come.
        var column = new WordVector(_kind ?? VectorKind.Node, ids.Length);
        foreach (int id in ids)
        {
            if (id == NullCode)
            {
                column.AppendNull();
            }
            else
            {
                column.AppendSpan(1)[0] = id;
            }
        }
        _values.FindOrAdd(column, numbers);
        return numbers;
    }

    /// <summary>The codes of a column's values; values that are new get some, too.</summary>
    public void FindOrAdd(ColumnVector column, Span<int> codes)
    {
        if (_values is null)
        {
            CopyIds(column, codes);
        }
        else
        {
            _values.FindOrAdd(column, codes);
        }
    }

    /// <summary>The codes of a column's values; -1 where a value has none or is null.</summary>
    public void Find(ColumnVector column, Span<int> codes)
    {
        if (_values is null)
        {
            CopyIds(column, codes);
        }
        else
        {
            _values.Find(column, codes);
        }
    }

    private static void CopyIds(ColumnVector column, Span<int> codes)
    {
        if (column is not WordVector { Kind: VectorKind.Node or VectorKind.Relationship } words)
        {
            codes.Fill(NullCode);
            return;
        }
        var ids = words.Items[..codes.Length];
        for (int row = 0; row < ids.Length; row++)
        {
            codes[row] = (int)ids[row];
        }
    }
}
