using System.Buffers;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Indexes;

/// <summary>
/// Sorts the entries of a text index, of any number, in bounded memory. There is one for each sequence of three bytes of each text, so that they are many and
/// small: an entry is a word, words are sorted by counting, and what does not fit becomes lists of differences, in a temporary file if there may be one, which are joined at the end.
/// </summary>
/// <remarks>
/// A word is the sequence (24 bits) and the id less the run's least id (40 bits). Ids mostly ascend, and then lists of one sequence are only put one behind the other.
/// Unsafe: words lie in native memory of a capacity that is compared before each text.
/// </remarks>
/// <param name="space">Where to sort.</param>
internal sealed unsafe class GramSorter(SortingSpace space) : IDisposable
{
    /// <summary>Bits of an id in a word.</summary>
    public const int IdBits = 40;

    private const ulong IdMask = (1UL << IdBits) - 1;
    private const int LeastCapacity = 256;
    private const int MaxCapacity = 1 << 23;
    private const int MaxRuns = 1 << 14;
    private const int LeastReadBytes = 4 << 10;
    private const int MostReadBytes = 256 << 10;

    private readonly int _capacity = (int)
        Math.Clamp(space.MemoryBytes / (2 * sizeof(ulong)), LeastCapacity, MaxCapacity);
    private readonly ScratchMemory _words = new();
    private readonly ScratchMemory _scratch = new();
    private readonly List<GramRun> _runs = [];
    private IFileHandle? _file;
    private FileBufferWriter? _output;
    private int _count;
    private long _leastId;
    private long _lastId;
    private bool _ascends = true;
    private bool _runsAscend = true;

    /// <summary>How many entries were written.</summary>
    public long EntryCount { get; private set; }

    private Span<ulong> Words => new(_words.As<ulong>(), _count);

    /// <summary>The sequence of a word.</summary>
    public static int GramOf(ulong word) => (int)(word >> IdBits);

    /// <summary>Adds the sequences of a text with its marks.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Add(ReadOnlySpan<byte> utf8, long id)
    {
        int window = TextGrams.Begin << 8 | TextGrams.Begin;
        while (utf8.Length + TextGrams.Marks > _capacity - _count || !TryBeginId(id))
        {
            if (_count == 0)
            {
                // A text that is longer than a run goes in pieces.
                var piece = utf8[..(_capacity - TextGrams.Marks)];
                Begin(id);
                window = AddBytes(piece, window);
                utf8 = utf8[piece.Length..];
            }
            EndRun();
        }
        window = AddBytes(utf8, window);
        AddBytes([TextGrams.End, TextGrams.End], window);
    }

    /// <summary>Writes all entries in order, each once; returns the checksum of the run. Called once.</summary>
    public uint WriteTo(IBufferWriter<byte> output, CancellationToken cancellation)
    {
        var writer = new IndexRunWriter(output);
        var target = new GramEntryWriter(writer, cancellation);
        if (_runs.Count == 0)
        {
            SortWords();
            foreach (ulong word in Words)
            {
                target.Add(GramOf(word), _leastId + (long)(word & IdMask));
            }
        }
        else
        {
            EndRun();
            _words.Dispose();
            _scratch.Dispose();
            _output = null;
            Merge(target);
        }
        EntryCount = writer.EntryCount;
        return writer.Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _words.Dispose();
        _scratch.Dispose();
        _file?.Dispose();
    }

    private bool TryBeginId(long id)
    {
        if (_count == 0)
        {
            Begin(id);
            return true;
        }
        if ((ulong)(id - _leastId) > IdMask)
        {
            return false;
        }
        _ascends &= id >= _lastId;
        _lastId = id;
        return true;
    }

    private void Begin(long id)
    {
        _runsAscend &= _runs.Count == 0 || id >= _lastId;
        _leastId = id;
        _lastId = id;
        _ascends = true;
    }

    private int AddBytes(ReadOnlySpan<byte> bytes, int window)
    {
        Reserve(_count + bytes.Length);
        ulong id = (ulong)(_lastId - _leastId);
        ulong* next = _words.As<ulong>() + _count;
        foreach (byte value in bytes)
        {
            window = (window << 8 | value) & 0xFFFFFF;
            *next++ = (ulong)window << IdBits | id;
        }
        _count += bytes.Length;
        return window;
    }

    private void Reserve(int count)
    {
        Invariant.Assert(count <= _capacity);
        long bytes = (long)count * sizeof(ulong);
        if (bytes > _words.Capacity)
        {
            long wanted = Math.Max(LeastCapacity, Math.Min(_capacity, 2L * count));
            _words.Reserve<ulong>(wanted, _count);
        }
    }

    private void SortWords()
    {
        if (_ascends)
        {
            GramRadix.Sort(Words, new(_scratch.Reserve<ulong>(_count), _count));
        }
        else
        {
            Words.Sort();
        }
    }

    private void EndRun()
    {
        if (_count == 0)
        {
            return;
        }
        if (_runs.Count == MaxRuns)
        {
            throw IndexSorter.TooManyRuns();
        }
        SortWords();
        _runs.Add(space.Files is null ? KeepRun() : StoreRun(space.Files));
        _runsAscend &= _ascends;
        _count = 0;
    }

    private GramRun KeepRun()
    {
        var output = new ArrayBufferWriter<byte>();
        GramRunWriter.Write(Words, output);
        return new(0, output.WrittenCount, _leastId, output.WrittenSpan.ToArray());
    }

    private GramRun StoreRun(IFileSystem files)
    {
        if (_output is null)
        {
            files.CreateDirectory(space.Folder);
            _file = files.CreateNew(Path.Join(space.Folder, "sequences"));
            _output = new(_file);
        }
        long offset = _output.Length;
        GramRunWriter.Write(Words, _output);
        _output.Flush();
        return new(offset, _output.Length - offset, _leastId, null);
    }

    private void Merge(GramEntryWriter target)
    {
        int bufferBytes = (int)
            Math.Clamp(space.MemoryBytes / _runs.Count, LeastReadBytes, MostReadBytes);
        var readers = new GramRunReader[_runs.Count];
        // By sequence, then by run.
        var queue = new PriorityQueue<int, long>(_runs.Count);
        for (int i = 0; i < readers.Length; i++)
        {
            readers[i] = new(_file, _runs[i], bufferBytes);
            Enqueue(i);
        }
        var same = new List<GramRunReader>();
        while (queue.TryDequeue(out int first, out _))
        {
            same.Clear();
            same.Add(readers[first]);
            var numbers = new List<int> { first };
            while (queue.TryPeek(out int next, out _) && readers[next].Gram == readers[first].Gram)
            {
                queue.Dequeue();
                same.Add(readers[next]);
                numbers.Add(next);
            }
            target.Add(same, _runsAscend);
            numbers.ForEach(Enqueue);
        }

        void Enqueue(int number)
        {
            if (readers[number].NextGram())
            {
                queue.Enqueue(number, (long)readers[number].Gram << 32 | (uint)number);
            }
        }
    }
}
