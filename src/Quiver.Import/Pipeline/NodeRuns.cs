using Quiver.Foundation.IO;

namespace Quiver.Import.Pipeline;

/// <summary>
/// The rows of nodes that bring their ids along, grouped by segment in a temporary file: collected in any order by any number of threads, then taken segment by segment.
/// Thread safe.
/// </summary>
internal sealed class NodeRuns : IDisposable
{
    private readonly IFileSystem _files;
    private readonly RunStore _store;
    private readonly Lock _lock = new();
    private RunBlocks _segments = new([]);
    private int _next = -1;

    /// <summary>Makes the temporary file.</summary>
    /// <param name="files">Where it is made.</param>
    /// <param name="path">The file; what stands there is replaced.</param>
    public NodeRuns(IFileSystem files, string path)
    {
        _files = files;
        _store = RunStore.Create(files, path);
    }

    /// <summary>One above the highest node id.</summary>
    public long NodeIdLimit { get; private set; }

    /// <summary>How many times rows were added.</summary>
    public int RunCount => _store.RunCount;

    /// <summary>Takes rows, whose far ends are label sets and whose near ends are the nodes.</summary>
    /// <param name="run">The rows, which can be reused afterwards.</param>
    /// <param name="highestId">The highest id among them.</param>
    public void Add(Run run, long highestId)
    {
        _store.Add(run);
        lock (_lock)
        {
            NodeIdLimit = Math.Max(NodeIdLimit, highestId + 1);
        }
    }

    /// <summary>Ends the collecting.</summary>
    public void Complete()
    {
        _store.Complete();
        _segments = _store.ListBlocks();
    }

    /// <summary>Takes a segment that has nodes, each once; false after the last.</summary>
    public bool TryTake(out int segment, out int rowCount, out RunSlices slices)
    {
        int next = Interlocked.Increment(ref _next);
        if (next >= _segments.All.Count)
        {
            (segment, rowCount, slices) = (-1, 0, RunSlices.None);
            return false;
        }
        segment = _segments.All[next].Block.Segment;
        rowCount = NodeLabelIndex.RowsOf(segment, NodeIdLimit);
        slices = new BlockSlices(_segments, mostRows: 0).Of(next);
        return true;
    }

    public void Dispose()
    {
        _store.Dispose();
        _files.DeleteFile(_store.Path);
    }
}
