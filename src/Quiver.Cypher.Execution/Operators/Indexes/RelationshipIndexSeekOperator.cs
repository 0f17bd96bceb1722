using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Model;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Indexes;

/// <summary>DirectedRelationshipIndexSeek, UndirectedRelationshipIndexSeek and their kin.</summary>
internal sealed class RelationshipIndexSeekOperator(
    QueryContext context,
    Operator source,
    RelationshipIndexSeek seek,
    IndexProbes probes,
    OutputColumns output
) : IndexSeekOperator(context, source, seek, probes, output)
{
    private readonly QueryContext _context = context;
    private readonly int _leftSlot = output.Find(seek.Left);
    private readonly int _relationshipSlot = output.Find(seek.Relationship);
    private readonly int _rightSlot = output.Find(seek.Right);
    private readonly bool _isDirected = seek.IsDirected;
    private WordVector _left = new(VectorKind.Node, capacity: 0);
    private WordVector _relationships = new(VectorKind.Relationship, capacity: 0);
    private WordVector _right = new(VectorKind.Node, capacity: 0);

    /// <inheritdoc/>
    protected override int RowsPerId => _isDirected ? 1 : 2;

    /// <inheritdoc/>
    protected override void Begin()
    {
        _left = new WordVector(VectorKind.Node, IdsAtOnce);
        _relationships = new WordVector(VectorKind.Relationship, IdsAtOnce);
        _right = new WordVector(VectorKind.Node, IdsAtOnce);
    }

    /// <inheritdoc/>
    protected override int Add(long id)
    {
        var record = _context.ReadRelationship(new RelationshipId(id));
        Add(record.Start.Value, id, record.End.Value);
        // From its other end a loop is the same row again.
        if (_isDirected || record.Start == record.End)
        {
            return 1;
        }
        Add(record.End.Value, id, record.Start.Value);
        return 2;
    }

    /// <inheritdoc/>
    protected override void Place(ColumnVector[] columns)
    {
        Place(columns, _leftSlot, _left);
        Place(columns, _relationshipSlot, _relationships);
        Place(columns, _rightSlot, _right);
    }

    private static void Place(ColumnVector[] columns, int slot, ColumnVector column)
    {
        if (slot >= 0)
        {
            columns[slot] = column;
        }
    }

    private void Add(long left, long relationship, long right)
    {
        _left.Append(left);
        _relationships.Append(relationship);
        _right.Append(right);
    }
}
