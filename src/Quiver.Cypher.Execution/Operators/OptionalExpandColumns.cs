using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>The rows of an optional step: those it gives, and those over which its condition is tested.</summary>
/// <param name="Output">The columns passed on.</param>
/// <param name="Made">Where the new columns stand in the output.</param>
/// <param name="Predicate">The condition over the source's columns followed by relationship and node; null when there is none.</param>
/// <param name="SourceWidth">The number of the source's columns.</param>
internal sealed record OptionalExpandColumns(
    OutputColumns Output,
    RelationshipColumns Made,
    VectorExpression? Predicate,
    int SourceWidth
)
{
    /// <summary>The source's columns that the condition reads, for the given rows, with room for the new ones behind.</summary>
    public ColumnVector[] Candidates(Batch input, ReadOnlySpan<int> rows)
    {
        var columns = new ColumnVector[SourceWidth + 2];
        foreach (int slot in Predicate!.Slots)
        {
            if (slot < SourceWidth)
            {
                columns[slot] = input.Columns[slot].Gather(rows);
            }
        }
        return columns;
    }

    /// <summary>Puts the new columns behind the source's.</summary>
    public void Place(
        ColumnVector[] columns,
        ReadOnlySpan<long> relationships,
        ReadOnlySpan<long> nodes
    )
    {
        var relationship = new WordVector(VectorKind.Relationship, relationships.Length);
        relationships.CopyTo(relationship.AppendSpan(relationships.Length));
        var node = new WordVector(VectorKind.Node, nodes.Length);
        nodes.CopyTo(node.AppendSpan(nodes.Length));
        columns[SourceWidth] = relationship;
        columns[SourceWidth + 1] = node;
    }
}
