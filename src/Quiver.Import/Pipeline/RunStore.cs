using Quiver.Foundation.IO;

namespace Quiver.Import.Pipeline;

/// <summary>
/// All runs of a direction: collected by any number of threads, then read block by block. Beyond its memory they go to a temporary file. Thread safe.
/// </summary>
/// <param name="files">Where the temporary file is made.</param>
/// <param name="path">The temporary file; made only when needed, deleted with the staging folder it stands in.</param>
/// <param name="hasExtras">Whether runs have extras.</param>
/// <param name="budgetBytes">Bytes of memory that runs may hold.</param>
internal sealed class RunStore(IFileSystem files, string path, bool hasExtras, long budgetBytes)
    : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<StoredRun> _runs = [];
    private readonly Dictionary<BlockKey, List<RunSlice>> _slices = [];
    private IFileHandle? _file;
    private long _fileLength;
    private long _memoryBytes;

    /// <summary>Bytes that were written to the temporary file.</summary>
    public long SpilledBytes => _fileLength;

    /// <summary>Takes a finished run over.</summary>
    public void Add(Run run)
    {
        lock (_lock)
        {
            bool fits = _memoryBytes + run.MemoryBytes <= budgetBytes;
            var stored = fits ? new StoredRun(run) : Spill(run);
            _memoryBytes += stored.MemoryBytes;
            _runs.Add(stored);
        }
    }

    /// <summary>Ends the collecting: the blocks that occur, in the order of relationship ids, each with its number of rows.</summary>
    public List<(BlockKey Block, long Count)> Seal()
    {
        _runs.Sort((left, right) => left.Sequence.CompareTo(right.Sequence));
        var counts = new Dictionary<BlockKey, long>();
        foreach (var run in _runs)
        {
            for (int i = 0; i < run.Blocks.Count; i++)
            {
                var block = run.Blocks[i].Block;
                var slice = run.Slice(i);
                if (!_slices.TryGetValue(block, out var slices))
                {
                    slices = [];
                    _slices.Add(block, slices);
                }
                slices.Add(slice);
                counts[block] = counts.GetValueOrDefault(block) + slice.Count;
            }
        }
        return [.. counts.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>The rows of a block in the order of their runs.</summary>
    public IReadOnlyList<RunSlice> Slices(BlockKey block) => _slices[block];

    public void Dispose()
    {
        foreach (var run in _runs)
        {
            run.Dispose();
        }
        _file?.Dispose();
    }

    private StoredRun Spill(Run run)
    {
        _file ??= files.CreateNew(path);
        return new StoredRun(run, hasExtras, _file, ref _fileLength);
    }
}
