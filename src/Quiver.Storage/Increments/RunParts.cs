using Quiver.Foundation;
using Quiver.Foundation.Checksums;

namespace Quiver.Storage.Increments;

/// <summary>The parts of a file, each of which can be written without the others. Several threads may write them, and further ones may be added meanwhile. Thread safe.</summary>
/// <param name="file">The file.</param>
internal sealed class RunParts(IRunFile file)
{
    private readonly Lock _lock = new();
    private readonly Queue<Part> _waiting = new();
    private readonly List<(long Begin, long Length, uint Checksum)> _written = [];

    /// <summary>Adds a part, which is written when all that were added before are, or are being written.</summary>
    /// <param name="begin">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="write">Writes it.</param>
    public void Add(long begin, long end, Action<RunPartOutput> write)
    {
        lock (_lock)
        {
            _waiting.Enqueue(new Part(begin, end, write));
        }
    }

    /// <summary>Writes parts until none waits.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void WriteWaiting()
    {
        using var output = new RunPartOutput(file);
        while (TryTake(out var part))
        {
            output.Begin(part.Begin);
            part.Write(output);
            output.Flush();
            Invariant.Assert(output.Length == part.End - part.Begin);
            lock (_lock)
            {
                _written.Add((part.Begin, output.Length, output.Checksum));
            }
        }
    }

    /// <summary>Leaves out what waits.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    /// <summary>Ends the file when all parts are written, which leave no gap.</summary>
    /// <param name="length">How long it is.</param>
    /// <returns>The checksum of all of it.</returns>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public uint Finish(long length)
    {
        file.Finish(length);
        long end = 0;
        uint checksum = 0;
        foreach (var part in _written.OrderBy(static part => part.Begin))
        {
            Invariant.Assert(part.Length == 0 || part.Begin == end);
            checksum = Crc32C.Combine(checksum, part.Checksum, part.Length);
            end += part.Length;
        }
        Invariant.Assert(end == length);
        return checksum;
    }

    private bool TryTake(out Part part)
    {
        lock (_lock)
        {
            return _waiting.TryDequeue(out part);
        }
    }

    private readonly record struct Part(long Begin, long End, Action<RunPartOutput> Write);
}
