namespace Quiver.Import.Pipeline;

/// <summary>Guesses from the rows read so far how many ids a group will bring, so that its id map need not grow again and again. Used in turn.</summary>
internal sealed class NodeEstimate(NodeGroupPlan group)
{
    private const double Margin = 1.02;

    private readonly long _totalBytes = ImportPlan.BytesOf([group]);
    private long _rows;
    private long _bytes;
    private bool _isReserved;

    /// <summary>Takes a block's figures and, at the first, makes room.</summary>
    public void Reserve(int rowCount, long bytes)
    {
        _rows += rowCount;
        _bytes += bytes;
        if (_isReserved || group.IdSpace is null || _bytes == 0 || _rows == 0)
        {
            return;
        }
        _isReserved = true;
        double rows = (double)_rows * _totalBytes / _bytes;
        group.IdSpace.Map.Reserve(group.IdSpace.Map.Count + (long)(rows * Margin));
    }
}
