using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Checks;

/// <summary>Looks at one file of an index by itself: checksums of all blocks from the disk, order of the entries, and what directory and trailer say of them.</summary>
/// <param name="store">Where it is.</param>
/// <param name="findings">What is wrong.</param>
/// <param name="cancellation">Ends the check.</param>
internal sealed class IndexRunCheck(
    ISegmentStore store,
    FindingList findings,
    CancellationToken cancellation
)
{
    private readonly KeyBuffer _last = new();
    private readonly KeyBuffer _key = new();
    private byte[] _buffer = [];

    /// <summary>Bytes read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Blocks compared.</summary>
    public long Blocks { get; private set; }

    /// <summary>Entries looked at.</summary>
    public long Entries { get; private set; }

    /// <summary>Looks at a file.</summary>
    public void Run(IndexFile file)
    {
        try
        {
            using var run = IndexRun.Open(store, file);
            if (CompareChecksums(run, file))
            {
                CheckEntries(run);
            }
        }
        catch (CorruptionException damage)
        {
            findings.Add(damage);
        }
    }

    private bool CompareChecksums(IndexRun run, IndexFile file)
    {
        using var handle = store.OpenRead(file.Name);
        bool isSound = true;
        for (int i = 0; i < run.BlockCount; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = run.Entry(i);
            if (_buffer.Length < entry.Length)
            {
                _buffer = new byte[entry.Length];
            }
            var bytes = _buffer.AsSpan(0, entry.Length);
            uint found = Crc32C.Compute(bytes[..handle.Read(bytes, entry.Offset)]);
            Bytes += entry.Length;
            Blocks++;
            if (found != entry.Checksum)
            {
                isSound = false;
                findings.Add(
                    CorruptionException.Checksum(handle.Path, entry.Offset, entry.Checksum, found)
                );
            }
        }
        Bytes += handle.Length - (run.BlockCount == 0 ? 0 : run.Entry(run.BlockCount - 1).Offset);
        return isSound;
    }

    private void CheckEntries(IndexRun run)
    {
        long entries = 0;
        long keys = 0;
        long lastId = -1;
        for (int i = 0; i < run.BlockCount; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = run.Entry(i);
            var block = run.Block(i);
            if (
                entry.FirstEntry != entries
                || block.Count == 0
                || block.Id(0) != entry.FirstId
                || !KeyOf(block, 0).SequenceEqual(run.FirstKey(i))
            )
            {
                findings.Add(run.Source, entry.Offset, "the directory names other entries");
                return;
            }
            for (int at = 0; at < block.Count; at++, entries++)
            {
                var key = KeyOf(block, at);
                int order = entries == 0 ? -1 : _last.Span.SequenceCompareTo(key);
                if (order > 0 || (order == 0 && lastId >= block.Id(at)))
                {
                    findings.Add(run.Source, entry.Offset, "entries are out of order");
                    return;
                }
                keys += order == 0 ? 0 : 1;
                lastId = block.Id(at);
                _last.Clear();
                _last.Append(key);
            }
        }
        Entries += entries;
        if (entries != run.EntryCount || keys != run.DistinctKeys)
        {
            string problem = string.Create(
                CultureInfo.InvariantCulture,
                $"expected {run.EntryCount} entries with {run.DistinctKeys} keys, found {entries} with {keys}"
            );
            findings.Add(run.Source, 0, problem);
        }
    }

    private ReadOnlySpan<byte> KeyOf(in IndexBlock block, int at)
    {
        _key.Clear();
        _key.Append(block.Prefix);
        _key.Append(block.Suffix(at));
        return _key.Span;
    }
}
