using System.Buffers;
using Quiver.Storage.Delta;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>Writes lists that stay in memory, one after the other in the same buffers: most have a few entries. Each thread has its own.</summary>
internal sealed class RunListWriter
{
    private const string Source = "the delta of an index";
    private const int KeptBytes = 1 << 20;

    [ThreadStatic]
    private static RunListWriter? s_ofThread;

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly List<ulong> _hashes = [];
    private readonly IndexRunWriter _writer;

    private RunListWriter() => _writer = new(_output);

    /// <summary>Room for a key that is being encoded.</summary>
    public KeyBuffer Key { get; } = new();

    /// <summary>Begins a list; the one before must be finished.</summary>
    public static RunListWriter Begin()
    {
        var writer = s_ofThread ??= new();
        writer._output.ResetWrittenCount();
        writer._hashes.Clear();
        writer._writer.Restart();
        return writer;
    }

    /// <summary>Adds an entry above all before.</summary>
    public void Add(ReadOnlySpan<byte> key, long id)
    {
        _writer.Add(key, id);
        _hashes.Add(UniqueKeys.HashOf(key));
    }

    /// <summary>Ends the list.</summary>
    public IndexRun Finish(IndexDefinition index)
    {
        if (_hashes.Count == 0)
        {
            return IndexRun.Empty;
        }
        _writer.Finish();
        var list = Open(index, _output, _hashes);
        if (_output.Capacity > KeptBytes)
        {
            s_ofThread = null;
        }
        return list;
    }

    /// <summary>A list that was written elsewhere, in memory.</summary>
    public static IndexRun Open(IndexDefinition index, ArrayBufferWriter<byte> output)
    {
        var run = IndexRun.Open(output.WrittenSpan.ToArray(), Source);
        if (index.Kind == IndexKind.Range)
        {
            var keys = new IdFilter(checked((int)run.EntryCount));
            var cursor = IndexRunCursor.OverAll(run);
            for (; cursor.Remaining > 0; cursor.Next())
            {
                keys.Add((long)UniqueKeys.HashOf(cursor.Key.Span));
            }
            run.KeyFilter = keys;
        }
        return run;
    }

    private static IndexRun Open(
        IndexDefinition index,
        ArrayBufferWriter<byte> output,
        List<ulong> hashes
    )
    {
        var run = IndexRun.Open(output.WrittenSpan.ToArray(), Source);
        if (index.Kind == IndexKind.Range)
        {
            var keys = new IdFilter(hashes.Count);
            foreach (ulong hash in hashes)
            {
                keys.Add((long)hash);
            }
            run.KeyFilter = keys;
        }
        return run;
    }
}
