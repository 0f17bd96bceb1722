using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Indexes;

/// <summary>NodeIndexSeek and its kin.</summary>
internal sealed class NodeIndexSeekOperator(
    QueryContext context,
    Operator source,
    NodeIndexSeek seek,
    IndexProbes probes,
    OutputColumns output
) : IndexSeekOperator(context, source, seek, probes, output)
{
    private readonly int _slot = output.Find(seek.Node);
    private WordVector _nodes = new(VectorKind.Node, capacity: 0);

    /// <inheritdoc/>
    protected override int RowsPerId => 1;

    /// <inheritdoc/>
    protected override void Begin() => _nodes = new WordVector(VectorKind.Node, IdsAtOnce);

    /// <inheritdoc/>
    protected override int Add(long id)
    {
        _nodes.Append(id);
        return 1;
    }

    /// <inheritdoc/>
    protected override void Place(ColumnVector[] columns)
    {
        if (_slot >= 0)
        {
            columns[_slot] = _nodes;
        }
    }
}
