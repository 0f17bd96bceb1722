namespace Quiver.Storage.Tests.Simulation;

/// <summary>The bytes of one simulated file: as programs see them, as the disk has them, and what lies between.</summary>
internal sealed class SimulatedFile
{
    private const int SectorBytes = 512;

    private readonly List<(long Offset, byte[]? Bytes, long Length)> _pending = [];
    private byte[] _durable = [];

    public SimulatedFile() { }

    public SimulatedFile(byte[] content, long changes)
    {
        Changes = changes;
        Content = content;
        _durable = content;
    }

    /// <summary>How often it was changed.</summary>
    public long Changes { get; private set; }

    /// <summary>What programs see.</summary>
    public byte[] Content { get; private set; } = [];

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        Changes++;
        byte[] copy = bytes.ToArray();
        _pending.Add((offset, copy, 0));
        Content = Apply(Content, offset, copy);
    }

    public void SetLength(long length)
    {
        Changes++;
        _pending.Add((0, null, length));
        Content = Resize(Content, length);
    }

    /// <summary>Writes what counts as dirty, and only that: what a failed sync dropped is not written by the next one.</summary>
    public void Sync()
    {
        foreach (var (offset, bytes, length) in _pending)
        {
            _durable = bytes is null ? Resize(_durable, length) : Apply(_durable, offset, bytes);
        }
        _pending.Clear();
    }

    /// <summary>What a failed fdatasync does on Linux: the pages stay as they are in memory, but count as written.</summary>
    public void FailSync() => _pending.Clear();

    /// <summary>What may be on the disk after a crash: any of the un-synced writes, any of their sectors.</summary>
    public byte[] AfterCrash(Random random)
    {
        byte[] content = _durable;
        foreach (var (offset, bytes, length) in _pending)
        {
            int fate = random.Next(3);
            if (fate == 0)
            {
                continue;
            }
            if (bytes is null)
            {
                content = Resize(content, length);
                continue;
            }
            for (int at = 0; at < bytes.Length; )
            {
                long sectorEnd = ((offset + at) / SectorBytes + 1) * SectorBytes;
                int count = (int)Math.Min(bytes.Length - at, sectorEnd - offset - at);
                if (fate == 1 || random.Next(2) == 0)
                {
                    content = Apply(content, offset + at, bytes.AsSpan(at, count));
                }
                at += count;
            }
        }
        return content;
    }

    private static byte[] Apply(byte[] content, long offset, ReadOnlySpan<byte> bytes)
    {
        byte[] result = new byte[Math.Max(content.Length, offset + bytes.Length)];
        content.CopyTo(result, 0);
        bytes.CopyTo(result.AsSpan((int)offset));
        return result;
    }

    private static byte[] Resize(byte[] content, long length)
    {
        byte[] result = new byte[length];
        content.AsSpan(0, (int)Math.Min(length, content.Length)).CopyTo(result);
        return result;
    }
}
