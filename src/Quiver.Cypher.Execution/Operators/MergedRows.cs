using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>The rows that a Merge gives for a batch: the left row of each, and the columns of its pattern.</summary>
internal sealed class MergedRows
{
    private readonly MergeSettings _settings;
    private readonly List<int> _origins;
    private readonly WordVector _isMade;

    /// <summary>Begins with no rows.</summary>
    public MergedRows(MergeSettings settings, int capacity)
    {
        _settings = settings;
        _origins = new List<int>(capacity);
        _isMade = new WordVector(VectorKind.Boolean, capacity);
        Pattern = new WordVector[settings.FoundSlots.Length];
        int nodes = settings.Creator.Nodes.Count;
        for (int i = 0; i < Pattern.Length; i++)
        {
            var kind = i < nodes ? VectorKind.Node : VectorKind.Relationship;
            Pattern[i] = new WordVector(kind, capacity);
        }
    }

    /// <summary>The columns of the nodes, then those of the relationships.</summary>
    public WordVector[] Pattern { get; }

    /// <summary>The rows so far.</summary>
    public int Count => _origins.Count;

    /// <summary>Adds rows that a left row matched; whoever calls adds them to <see cref="Pattern"/>.</summary>
    public void AddFound(int leftRow, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _origins.Add(leftRow);
            _isMade.Append(0);
        }
    }

    /// <summary>Adds the row that is made for a left row; whoever calls adds it to <see cref="Pattern"/>.</summary>
    public void AddMade(int leftRow)
    {
        _origins.Add(leftRow);
        _isMade.Append(1);
    }

    /// <summary>The newest rows, over the columns of their left row and the pattern's.</summary>
    public Batch Newest(Batch single, int from)
    {
        int count = Pattern[0].Count - from;
        int width = single.Columns.Length;
        var columns = new ColumnVector[width + Pattern.Length];
        int[] repeated = new int[count];
        for (int i = 0; i < width; i++)
        {
            columns[i] = single.Columns[i].Gather(repeated);
        }
        int[] newest = RowRange.Of(from, count);
        for (int i = 0; i < Pattern.Length; i++)
        {
            columns[width + i] = Pattern[i].Gather(newest);
        }
        return new Batch(columns, count);
    }

    /// <summary>All rows, as Merge hands them on.</summary>
    public Batch Over(Batch left)
    {
        int[] taken = [.. _origins];
        var columns = _settings.Output.Pass(left, taken);
        for (int i = 0; i < Pattern.Length; i++)
        {
            if (_settings.OutputSlots[i] >= 0)
            {
                columns[_settings.OutputSlots[i]] = Pattern[i];
            }
        }
        if (_settings.MadeSlot >= 0)
        {
            columns[_settings.MadeSlot] = _isMade;
        }
        return new Batch(columns, taken.Length);
    }
}
