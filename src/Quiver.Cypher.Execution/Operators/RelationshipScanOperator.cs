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

    private readonly long[] _relationships = new long[ScanRows];
    private readonly long[] _starts = new long[ScanRows];
    private readonly long[] _ends = new long[ScanRows];
    private RelationshipScan? _scan;
    private RelationshipTypeId[]? _types;
    private int _type;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _types ??= types.ResolveAll(context.Snapshot.Tokens);
        while (_type < _types.Length)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _scan ??= context.Snapshot.ScanRelationships(_types[_type]);
            int count = _scan.Next(_relationships, _starts, _ends);
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
    public override void Restart()
    {
        _scan = null;
        _types = null;
        _type = 0;
    }

    private Batch Rows(int count)
    {
        var left = new WordVector(VectorKind.Node);
        var relationship = new WordVector(VectorKind.Relationship);
        var right = new WordVector(VectorKind.Node);
        for (int i = 0; i < count; i++)
        {
            left.Append(_starts[i]);
            relationship.Append(_relationships[i]);
            right.Append(_ends[i]);
            // From its other end a loop is the same row again.
            if (!isDirected && _starts[i] != _ends[i])
            {
                left.Append(_ends[i]);
                relationship.Append(_relationships[i]);
                right.Append(_starts[i]);
            }
        }
        var result = new ColumnVector[columns.Width];
        Place(result, columns.Left, left);
        Place(result, columns.Relationship, relationship);
        Place(result, columns.Right, right);
        return new Batch(result, relationship.Count);
    }

    private static void Place(ColumnVector[] result, int slot, ColumnVector column)
    {
        if (slot >= 0)
        {
            result[slot] = column;
        }
    }
}
