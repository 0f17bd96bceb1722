using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>StatefulShortestPath: takes all paths of its source, and hands on those that are chosen between each two nodes.</summary>
internal sealed class ChoosePathsOperator(
    QueryContext context,
    Operator source,
    PathChoiceSettings settings,
    OutputColumns output
) : Operator
{
    private readonly List<Batch> _batches = [];
    private List<int>[] _chosen = [];
    private long _chargedBytes;
    private int _next = -1;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_next < 0)
        {
            TakeAll();
            Choose();
            _next = 0;
        }
        while (_next < _batches.Count)
        {
            int index = _next++;
            if (_chosen[index].Count > 0)
            {
                int[] rows = [.. _chosen[index]];
                return new Batch(output.Pass(_batches[index], rows), rows.Length);
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _next = -1;
        _batches.Clear();
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
        source.Restart();
    }

    private void TakeAll()
    {
        while (source.Next() is { } rows)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (rows.RowCount > 0)
            {
                long bytes = ValueMemory.Of(rows);
                context.Memory.Charge(bytes);
                _chargedBytes += bytes;
                _batches.Add(rows);
            }
        }
    }

    private void Choose()
    {
        var paths = new List<(int Length, int Batch, int Row)>();
        for (int batch = 0; batch < _batches.Count; batch++)
        {
            for (int row = 0; row < _batches[batch].RowCount; row++)
            {
                paths.Add((LengthOf(_batches[batch], row), batch, row));
            }
        }
        context.Cancellation.ThrowIfCancellationRequested();
        paths.Sort();
        _chosen = [.. _batches.Select(static _ => new List<int>())];
        var ends = new Dictionary<(long First, long Last), (long Count, int Length)>();
        foreach (var (length, batch, row) in paths)
        {
            var key = (
                EntityColumn.NodesOf(_batches[batch].Columns[settings.FirstSlot])[row],
                EntityColumn.NodesOf(_batches[batch].Columns[settings.LastSlot])[row]
            );
            var (count, last) = ends.TryGetValue(key, out var seen) ? seen : (0, -1);
            bool counts = settings.Choice == PathChoice.Shortest || length != last;
            count += counts ? 1 : 0;
            if (count <= settings.Count)
            {
                _chosen[batch].Add(row);
                ends[key] = (count, length);
            }
        }
        foreach (var rows in _chosen)
        {
            rows.Sort();
        }
    }

    private int LengthOf(Batch rows, int row)
    {
        int length = 0;
        foreach (int slot in settings.RelationshipSlots)
        {
            var value = rows.Columns[slot][row];
            length += value.Kind == ValueKind.List ? value.AsList().Count : 1;
        }
        return length;
    }
}
