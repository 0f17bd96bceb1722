using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Import.Pipeline;
using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>
/// The nodes of one id space by their external id. Exact: two different ids are never confused. Filled by one thread at a time, in row
/// order, so that the first of several equal ids stays; then sealed; then read by any number.
/// </summary>
/// <remarks>What its share of memory does not hold goes to files, as <see cref="IdSpill"/> says; lookups then sort each block's ids and sweep the one file that is left.</remarks>
/// <param name="isText">Whether ids are text; otherwise they are 64-bit integers.</param>
/// <param name="hash">How ids are hashed; the process's own when null.</param>
internal sealed class IdMap(bool isText, IdHash? hash = null) : IDisposable
{
    private readonly IdleObjects<IdLookups> _lookups = new();
    private readonly List<DuplicateId> _known = [];
    private IdHash _hash = hash ?? IdHash.OfProcess;
    private IdTable _table = NewTable(isText, hash ?? IdHash.OfProcess);
    private IdMemory _memory = new(long.MaxValue);
    private IFileSystem? _files;
    private string _path = "";
    private long _expectedCount;
    private IdSpill? _spill;
    private IdFile? _sealed;

    /// <summary>How many ids it holds.</summary>
    public long Count => _table.Count + (_spill?.Count ?? 0) + (_sealed?.Count ?? 0);

    /// <summary>Whether ids went to disk.</summary>
    public bool IsOnDisk => _spill is not null || _sealed is not null;

    /// <summary>Bytes of memory held.</summary>
    public long MemoryBytes =>
        _table.MemoryBytes + (_spill?.MemoryBytes ?? 0) + (_sealed?.MemoryBytes ?? 0);

    /// <summary>Bytes that <see cref="Spill"/> frees.</summary>
    public long TableBytes => _table.MemoryBytes;

    /// <summary>Bounds its memory. Without this call it lies in memory whatever its size.</summary>
    /// <param name="memory">The memory that it shares with other maps.</param>
    /// <param name="files">Where it makes files.</param>
    /// <param name="path">What their names begin with.</param>
    public void Limit(IdMemory memory, IFileSystem files, string path)
    {
        _memory = memory;
        _files = files;
        _path = path;
        memory.Join(this);
    }

    /// <summary>Makes room for so many ids in all, as far as memory allows. May be a guess.</summary>
    public void Reserve(long count)
    {
        _expectedCount = Math.Max(_expectedCount, count);
        // Texts lie beside the table and take about as much.
        long affordable = isText ? _memory.FreeBytes / 2 : _memory.FreeBytes;
        if (_spill is null && _table.BytesToReserve(count) <= affordable)
        {
            _table.Reserve(count);
        }
    }

    /// <summary>
    /// Gives the rows of an id column consecutive node ids from <paramref name="firstNode"/> on and remembers them. Rows without id get a node id that nothing can
    /// refer to; a row whose id is there already gets none.
    /// </summary>
    /// <param name="ids">The external ids.</param>
    /// <param name="firstNode">The first node id.</param>
    /// <param name="duplicates">Receives the rows that got none, ascending.</param>
    public void Add(ColumnChunk ids, long firstNode, List<DuplicateId> duplicates)
    {
        Invariant.Assert(_sealed is null);
        MakeRoom(ids);
        _known.Clear();
        _spill?.FindKnown(ids, _known);
        _table.Add(
            ids,
            firstNode,
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_known),
            duplicates
        );
    }

    /// <summary>Makes room for so many more integers, which <see cref="AddMissing"/> enters; false, and nothing is done, where memory does not hold them all, or ids are texts.</summary>
    /// <param name="count">How many.</param>
    /// <param name="threads">The threads that take the memory from the system.</param>
    public bool TryMakeRoom(long count, int threads)
    {
        bool hasRoom =
            !isText
            && !IsOnDisk
            && _table.BytesToReserve(_table.Count + count) <= _memory.FreeBytes;
        if (hasRoom)
        {
            ((IntegerIdTable)_table).Reserve(_table.Count + count, threads);
        }
        return hasRoom;
    }

    /// <summary>Enters those of some integers that it lacks. There is room for them.</summary>
    /// <param name="ids">The external ids.</param>
    /// <param name="nodes">Their nodes.</param>
    public void AddMissing(ReadOnlySpan<long> ids, ReadOnlySpan<long> nodes) =>
        ((IntegerIdTable)_table).AddMissing(ids, nodes);

    /// <summary>Sends what is in memory to disk.</summary>
    public void Spill()
    {
        Invariant.Assert(_files is not null);
        if (_table.Count > 0)
        {
            _spill ??= new IdSpill(
                _files,
                _path,
                _hash,
                isText,
                _expectedCount,
                _memory.LimitBytes
            );
            _spill.Add(_table);
        }
        _table.Clear();
    }

    /// <summary>Ends the filling. Must be called before anything is looked up.</summary>
    public void Seal()
    {
        if (_spill is not null)
        {
            Spill();
            _sealed = _spill.MergeAll();
            _spill.Dispose();
            _spill = null;
        }
    }

    /// <summary>Looks up all rows of an id column: the node, or -1 where the id is unknown or absent.</summary>
    /// <param name="ids">The external ids.</param>
    /// <param name="nodes">One per row.</param>
    public void Find(ColumnChunk ids, Span<long> nodes)
    {
        Invariant.Assert(_spill is null);
        if (_sealed is null)
        {
            _table.Find(ids, nodes);
            return;
        }
        if (!_lookups.TryTake(out var lookups))
        {
            lookups = new IdLookups();
        }
        nodes.Fill(-1);
        lookups.Collect(ids, _hash, null);
        _sealed.Find(lookups, ids, nodes, lookups.Window);
        _lookups.Add(lookups);
    }

    /// <summary>Puts a sealed map into a file of its own for <see cref="Load"/> in any process; not durably, but what a power cut tears is found out there. The map stays as it is.</summary>
    /// <param name="files">Where the file is made: where the map was told to make files.</param>
    /// <param name="path">The file; one that has this name already is replaced.</param>
    public void Save(IFileSystem files, string path)
    {
        Invariant.Assert(_spill is null);
        if (_sealed is not null)
        {
            // What lies on disk has the form already: it only gets the name.
            _sealed.MoveTo(files, path);
            return;
        }
        files.DeleteFile(path);
        using var writer = new IdFileWriter(files, path, _hash, isText, null);
        _table.WriteTo(writer);
        writer.Finish().Dispose();
    }

    /// <summary>Takes over what <see cref="Save"/> wrote: into memory when it fits, otherwise it is read where it lies. The map must be empty; it is sealed afterwards.</summary>
    /// <exception cref="Storage.CorruptionException">The file is not what was written.</exception>
    public void Load(IFileSystem files, string path)
    {
        Invariant.Assert(Count == 0);
        var file = IdFile.Open(files, path);
        if (file.Header.IsText != isText)
        {
            file.Dispose();
            throw new Storage.CorruptionException(
                path,
                0,
                isText ? "text ids" : "integer ids",
                isText ? "integer ids" : "text ids"
            );
        }
        _hash = file.Header.Hash;
        _table.Dispose();
        _table = NewTable(isText, _hash);
        long needed = _table.BytesToReserve(file.Count) + (isText ? file.Header.EntryBytes : 0);
        if (needed > _memory.FreeBytes)
        {
            _sealed = file;
            return;
        }
        _table.Reserve(file.Count);
        using (file)
        {
            using var cursor = file.Read(1 << 20);
            while (cursor.MoveNext())
            {
                _table.Add(cursor.Entry);
            }
        }
    }

    public void Dispose()
    {
        _table.Dispose();
        _spill?.Dispose();
        _sealed?.Dispose();
        while (_lookups.TryTake(out var lookups))
        {
            lookups.Dispose();
        }
    }

    private static IdTable NewTable(bool isText, IdHash hash) =>
        isText ? new TextIdTable(hash) : new IntegerIdTable(hash);

    private unsafe void MakeRoom(ColumnChunk ids)
    {
        long textBytes = isText && ids.RowCount > 0 ? ids.Offsets[ids.RowCount] : 0;
        while (true)
        {
            long needed = _table.BytesToAdd(ids.RowCount, textBytes);
            if (needed == 0 || needed <= _memory.FreeBytes || !_memory.TrySpillLargest())
            {
                return;
            }
        }
    }
}
