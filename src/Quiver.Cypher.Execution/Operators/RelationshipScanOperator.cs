using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>DirectedRelationshipTypeScan and UndirectedRelationshipTypeScan: relationships of types with both ends.</summary>
internal sealed class RelationshipScanOperator(
    QueryContext context,
    RelationshipTypeReferences types,
    bool isDirected,
    RelationshipColumns columns
) : Operator
{
    private const int ScanRows = Batch.Capacity / 2;

    private readonly long[] _relationships = new long[Batch.Capacity];
    private readonly long[] _starts = new long[Batch.Capacity];
    private readonly long[] _ends = new long[Batch.Capacity];
    private RelationshipScan? _scan;
    private RelationshipTypeId[]? _types;
    private ColumnVector[]? _last;
    private bool _isReused;
    private int _type;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _types ??= types.ResolveAll(context.Snapshot.Tokens);
        while (_type < _types.Length)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _scan ??= context.Snapshot.ScanRelationships(_types[_type]);
            int count = _scan.Next(
                _relationships.AsSpan(0, ScanRows),
                _starts.AsSpan(0, ScanRows),
                _ends.AsSpan(0, ScanRows)
            );
            context.CountHits(count);
            if (count > 0)
            {
                return Rows(count);
            }
            _scan = null;
            _type++;
        }
        return null;
    }

    /// <inheritdoc/>
    public override void AllowReuse() => _isReused = true;

    /// <inheritdoc/>
    public override void Restart()
    {
        _scan = null;
        _types = null;
        _type = 0;
    }

    private Batch Rows(int count)
    {
        count = isDirected ? count : AddOtherDirections(count);
        var made = _last ?? new ColumnVector[columns.Width];
        OutputColumns.Put(made, columns.Left, VectorKind.Node, _starts.AsSpan(0, count));
        OutputColumns.Put(
            made,
            columns.Relationship,
            VectorKind.Relationship,
            _relationships.AsSpan(0, count)
        );
        OutputColumns.Put(made, columns.Right, VectorKind.Node, _ends.AsSpan(0, count));
        _last = _isReused ? made : null;
        return new Batch(made, count);
    }

    /// <summary>Puts behind each relationship the same one from its other end; from there a loop is the same row again. Gives how many there are then.</summary>
    private int AddOtherDirections(int count)
    {
        int loops = 0;
        for (int i = 0; i < count; i++)
        {
            loops += _starts[i] == _ends[i] ? 1 : 0;
        }
        int total = 2 * count - loops;
        // From behind, so that nothing is overwritten before it is read.
        for (int i = count - 1, at = total; i >= 0; i--)
        {
            var (relationship, start, end) = (_relationships[i], _starts[i], _ends[i]);
            if (start != end)
            {
                Place(--at, relationship, end, start);
            }
            Place(--at, relationship, start, end);
        }
        return total;
    }

    private void Place(int at, long relationship, long start, long end)
    {
        _relationships[at] = relationship;
        _starts[at] = start;
        _ends[at] = end;
    }
}
