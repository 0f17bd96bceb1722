using Quiver.Foundation.IO;

namespace Quiver.Storage.Indexes;

/// <summary>Reads a <see cref="GramRun"/> from its begin to its end, a sequence of three bytes at a time. Not thread safe.</summary>
/// <param name="file">The file, which its owner keeps open; null when the run is in memory.</param>
/// <param name="run">The run.</param>
/// <param name="bufferBytes">Bytes that are read at a time.</param>
internal sealed class GramRunReader(IFileHandle? file, GramRun run, int bufferBytes)
{
    private readonly byte[] _buffer = run.Bytes ?? new byte[bufferBytes];
    private long _position = run.Offset + (run.Bytes?.Length ?? 0);
    private int _at;
    private int _end = run.Bytes?.Length ?? 0;

    /// <summary>The present sequence.</summary>
    public int Gram { get; private set; }

    /// <summary>How many of its ids come behind the present one.</summary>
    public long Remaining { get; private set; }

    /// <summary>The present id.</summary>
    public long Id { get; private set; }

    /// <summary>Goes to the next sequence, and to its first id; false at the end. All ids of the one before were read.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool NextGram()
    {
        if (_at == _end && !Refill())
        {
            return false;
        }
        Gram += (int)Read();
        Remaining = (long)Read();
        Id = run.LeastId;
        NextId();
        return true;
    }

    /// <summary>Goes to the next id of the sequence, of which there is one.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void NextId()
    {
        Id += (long)Read();
        Remaining--;
    }

    private ulong Read()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (_at == _end && !Refill())
            {
                throw new CorruptionException(
                    file?.Path ?? "a run in memory",
                    _position,
                    "more entries",
                    "the end"
                );
            }
            byte next = _buffer[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private bool Refill()
    {
        int wanted = (int)Math.Min(_buffer.Length, run.Offset + run.Length - _position);
        int read = wanted == 0 ? 0 : file!.Read(_buffer.AsSpan(0, wanted), _position);
        _position += read;
        _at = 0;
        _end = read;
        return read > 0;
    }
}
