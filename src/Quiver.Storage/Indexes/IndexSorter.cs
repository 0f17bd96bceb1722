using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Quiver.Storage.Indexes;

/// <summary>
/// Sorts index entries of any number in bounded memory: what does not fit goes to temporary files as sorted runs, which are merged at the end.
/// </summary>
/// <param name="space">Where to sort.</param>
internal sealed class IndexSorter(SortingSpace space) : IDisposable
{
    private const int EntryBytes = 24;
    private const int MaxKeyBytes = 1 << 30;
    private const int MaxRuns = 4096;

    private readonly List<SortedEntry> _entries = [];
    private readonly List<IndexRun> _runs = [];
    private byte[] _keys = new byte[256];
    private int _keyBytes;
    private long _firstId;

    /// <summary>Is told of each entry whose key another one has: the least id with that key, and the entry's own.</summary>
    public Action<long, long>? Duplicate { get; set; }

    /// <summary>How many entries were added.</summary>
    public long EntryCount { get; private set; }

    /// <summary>Adds an entry.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Add(ReadOnlySpan<byte> key, long id)
    {
        bool isFull =
            (long)_keyBytes + key.Length > MaxKeyBytes
            || _keyBytes + (long)_entries.Count * EntryBytes >= space.MemoryBytes;
        if (isFull && space.Files is not null && _entries.Count > 0)
        {
            Spill();
        }
        if (_keys.Length - _keyBytes < key.Length)
        {
            long size = Math.Max(_keys.Length * 2L, (long)_keyBytes + key.Length);
            Array.Resize(ref _keys, (int)Math.Min(size, Array.MaxLength));
        }
        key.CopyTo(_keys.AsSpan(_keyBytes));
        _entries.Add(new(PrefixOf(key), id, _keyBytes, key.Length));
        _keyBytes += key.Length;
        EntryCount++;
    }

    /// <summary>Writes all entries in order; returns the checksum of the run. Called once.</summary>
    public uint WriteTo(IBufferWriter<byte> output, CancellationToken cancellation)
    {
        Sort();
        var writer = new IndexRunWriter(output);
        if (_runs.Count == 0)
        {
            foreach (ref readonly var entry in CollectionsMarshal.AsSpan(_entries))
            {
                Write(writer, _keys.AsSpan(entry.Offset, entry.Length), entry.Id);
            }
            return writer.Finish();
        }
        Spill();
        // The merge needs none of it.
        _keys = [];
        _entries.Capacity = 0;
        Merge(writer, cancellation);
        return writer.Finish();
    }

    /// <summary>A sort that would leave too many parts to be merged.</summary>
    public static StorageException TooManyRuns() =>
        new("The index has too many entries to be sorted with this much memory.");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var run in _runs)
        {
            run.Dispose();
        }
        _runs.Clear();
    }

    private static ulong PrefixOf(ReadOnlySpan<byte> key)
    {
        if (key.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(key);
        }
        Span<byte> filled = stackalloc byte[sizeof(ulong)];
        filled.Clear();
        key.CopyTo(filled);
        return BinaryPrimitives.ReadUInt64BigEndian(filled);
    }

    private void Sort() => CollectionsMarshal.AsSpan(_entries).Sort(new SortedEntryComparer(_keys));

    private void Write(IndexRunWriter writer, ReadOnlySpan<byte> key, long id)
    {
        if (writer.Add(key, id))
        {
            _firstId = id;
        }
        else
        {
            Duplicate?.Invoke(_firstId, id);
        }
    }

    private void Spill()
    {
        if (_entries.Count == 0)
        {
            return;
        }
        if (_runs.Count == MaxRuns)
        {
            throw TooManyRuns();
        }
        Sort();
        space.Files!.CreateDirectory(space.Folder);
        string path = Path.Join(
            space.Folder,
            string.Create(CultureInfo.InvariantCulture, $"sort-{_runs.Count:D4}")
        );
        using var handle = space.Files.CreateNew(path);
        var output = new FileBufferWriter(handle);
        var writer = new IndexRunWriter(output);
        foreach (ref readonly var entry in CollectionsMarshal.AsSpan(_entries))
        {
            writer.Add(_keys.AsSpan(entry.Offset, entry.Length), entry.Id);
        }
        writer.Finish();
        output.Flush();
        _runs.Add(IndexRun.Open(handle.Map(0, output.Length), path));
        _entries.Clear();
        _keyBytes = 0;
    }

    private void Merge(IndexRunWriter writer, CancellationToken cancellation)
    {
        const int CheckEvery = 1 << 16;
        var queue = new PriorityQueue<IndexRunCursor, IndexRunCursor>(
            _runs.Count,
            IndexCursorOrder.Ascending
        );
        foreach (var run in _runs)
        {
            var cursor = IndexRunCursor.OverAll(run);
            queue.Enqueue(cursor, cursor);
        }
        for (long count = 0; queue.TryDequeue(out var least, out _); count++)
        {
            if (count % CheckEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            Write(writer, least.Key.Span, least.Id);
            // A cursor is moved outside of the queue only: what is in it must keep its place.
            least.Next();
            if (least.Remaining > 0)
            {
                queue.Enqueue(least, least);
            }
        }
    }
}
