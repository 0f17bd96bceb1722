using Quiver.Foundation.IO;
using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>
/// The part of an <see cref="IdMap"/> that went to disk: files sorted by hash, a few of which are merged whenever there are many, and filters that spare reading them for
/// ids that are new. Filled by one thread at a time.
/// </summary>
/// <param name="files">Where files are made.</param>
/// <param name="path">What their names begin with.</param>
/// <param name="hash">How ids are hashed.</param>
/// <param name="isText">Whether ids are text.</param>
/// <param name="expectedCount">How many ids the map is thought to get.</param>
/// <param name="memoryBytes">Bytes that all maps may hold.</param>
internal sealed class IdSpill(
    IFileSystem files,
    string path,
    IdHash hash,
    bool isText,
    long expectedCount,
    long memoryBytes
) : IDisposable
{
    private const int RunsPerLevel = 12;
    private const int GoodBitsPerId = 16;
    private const int FewBitsPerId = 10;
    private const int FilterPart = 2;
    private const int CursorBytes = 128 << 10;

    private readonly IdFilters _filters = new(
        IdFilters.BytesFor(expectedCount, GoodBitsPerId) <= memoryBytes / FilterPart
            ? GoodBitsPerId
            : FewBitsPerId
    );
    private readonly IdLookups _lookups = new();
    private readonly List<(IdFile File, int Level)> _runs = [];
    private int _fileNumber;

    /// <summary>How many ids it holds.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of memory held.</summary>
    public long MemoryBytes
    {
        get
        {
            long bytes = _filters.MemoryBytes;
            foreach (var (file, _) in _runs)
            {
                bytes += file.MemoryBytes;
            }
            return bytes;
        }
    }

    /// <summary>Writes a table's ids to disk.</summary>
    public void Add(IdTable table)
    {
        long affordable = memoryBytes / FilterPart / FewBitsPerId * 8;
        _filters.Reserve(table.Count, Math.Min(Math.Max(expectedCount, Count * 2), affordable));
        using var writer = NewFile(_filters);
        table.WriteTo(writer);
        _runs.Add((writer.Finish(), 0));
        Count += table.Count;
        for (int level = 0; _runs.Count(run => run.Level == level) == RunsPerLevel; level++)
        {
            Merge(level);
        }
    }

    /// <summary>Finds the rows whose ids are on disk.</summary>
    /// <param name="ids">The external ids.</param>
    /// <param name="known">Receives them, ascending.</param>
    public void FindKnown(ColumnChunk ids, List<DuplicateId> known)
    {
        _lookups.Collect(ids, hash, _filters);
        if (_lookups.Sorted.IsEmpty)
        {
            return;
        }
        long[] nodes = System.Buffers.ArrayPool<long>.Shared.Rent(ids.RowCount);
        nodes.AsSpan(0, ids.RowCount).Fill(-1);
        foreach (var (file, _) in _runs)
        {
            file.Find(_lookups, ids, nodes, _lookups.Window);
        }
        for (int row = 0; row < ids.RowCount; row++)
        {
            if (nodes[row] >= 0)
            {
                known.Add(new DuplicateId(row, nodes[row]));
            }
        }
        System.Buffers.ArrayPool<long>.Shared.Return(nodes);
    }

    /// <summary>Merges all files into one, which is the caller's.</summary>
    public IdFile MergeAll()
    {
        var result = Merge([.. _runs.Select(run => run.File)]);
        _runs.Clear();
        return result;
    }

    public void Dispose()
    {
        foreach (var (file, _) in _runs)
        {
            file.Dispose();
        }
        _runs.Clear();
        _filters.Dispose();
        _lookups.Dispose();
    }

    private void Merge(int level)
    {
        var merged = Merge([.. _runs.Where(run => run.Level == level).Select(run => run.File)]);
        _runs.RemoveAll(run => run.Level == level);
        _runs.Add((merged, level + 1));
    }

    private IdFile Merge(List<IdFile> runs)
    {
        if (runs.Count == 1)
        {
            return runs[0];
        }
        using var writer = NewFile(null);
        using (var merge = new IdMerge(runs, CursorBytes))
        {
            while (merge.Current is { } cursor)
            {
                writer.Add(cursor.Entry);
                merge.MoveNext();
            }
        }
        foreach (var run in runs)
        {
            run.Dispose();
            files.DeleteFile(run.Path);
        }
        return writer.Finish();
    }

    private IdFileWriter NewFile(IdFilters? filters) =>
        new(files, $"{path}.{_fileNumber++}", hash, isText, filters);
}
