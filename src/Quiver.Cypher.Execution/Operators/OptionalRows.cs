using System.Runtime.InteropServices;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Rows of an optional step: each a source row with a relationship and a node, or with nulls.</summary>
internal sealed class OptionalRows
{
    private readonly List<int> _rows = [];

    /// <summary>The source rows.</summary>
    public ReadOnlySpan<int> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The relationships.</summary>
    public WordVector Relationships { get; } = new(VectorKind.Relationship);

    /// <summary>The nodes at the other ends.</summary>
    public WordVector Nodes { get; } = new(VectorKind.Node);

    /// <summary>Adds a row with its relationship.</summary>
    public void Add(int row, long relationship, long node)
    {
        _rows.Add(row);
        Relationships.Append(relationship);
        Nodes.Append(node);
    }

    /// <summary>Adds a row that has none.</summary>
    public void AddNull(int row)
    {
        _rows.Add(row);
        Relationships.AppendNull();
        Nodes.AppendNull();
    }
}
