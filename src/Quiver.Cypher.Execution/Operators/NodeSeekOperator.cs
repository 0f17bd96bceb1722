using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>NodeByIdSeek and NodeByElementIdSeek: for each row the existing nodes that it names, each once.</summary>
internal sealed class NodeSeekOperator(
    QueryContext context,
    Operator source,
    NodeIdentity identity,
    OutputColumns output,
    int nodeSlot
) : Operator
{
    /// <inheritdoc/>
    public override Batch? Next()
    {
        var rows = source.Next();
        if (rows is null)
        {
            return null;
        }
        var identities = identity.Expression.Evaluate(rows, context);
        var found = new List<int>();
        var nodes = new WordVector(VectorKind.Node, rows.RowCount);
        var seen = new HashSet<long>();
        for (int row = 0; row < rows.RowCount; row++)
        {
            seen.Clear();
            var value = identities[row];
            if (!identity.IsList)
            {
                Add(value, row, seen, found, nodes);
            }
            else if (value.Kind == ValueKind.List)
            {
                foreach (var element in value.AsList().AsSpan())
                {
                    Add(element, row, seen, found, nodes);
                }
            }
        }
        var columns = output.Pass(
            rows,
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(found)
        );
        if (nodeSlot >= 0)
        {
            columns[nodeSlot] = nodes;
        }
        return new Batch(columns, found.Count);
    }

    /// <inheritdoc/>
    public override void Restart() => source.Restart();

    private void Add(Value value, int row, HashSet<long> seen, List<int> found, WordVector nodes)
    {
        context.CountHits(1);
        if (
            identity.TryParse(value, out long id)
            && context.Snapshot.Exists(new NodeId(id))
            && seen.Add(id)
        )
        {
            found.Add(row);
            nodes.Append(id);
        }
    }
}
