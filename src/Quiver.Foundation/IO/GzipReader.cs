using System.IO.Compression;

namespace Quiver.Foundation.IO;

/// <summary>
/// Unpacks a gzip stream of one or several members. Zeros may follow the last of them, as tapes leave them; the runtime lets anything follow, so that a member with a damaged
/// beginning would be left out without a word, together with all behind it.
/// </summary>
public sealed class GzipReader : ReadOnlyStream
{
    private readonly TailWatch _packed;
    private readonly GZipStream _content;

    static GzipReader() => StrictUnpacking.Require();

    /// <summary>Unpacks a stream from where it stands.</summary>
    /// <param name="packed">The stream; it is not closed.</param>
    public GzipReader(Stream packed)
    {
        _packed = new TailWatch(packed);
        _content = new GZipStream(_packed, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>Reads up to the span's length; none only at the end.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged, breaks off, or something else follows.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        // Behind every member the decompressor asks for another: only what is none keeps it from coming to the end.
        return read > 0 || buffer.IsEmpty || _packed.IsAtTail
            ? read
            : throw new InvalidDataException("What follows the gzip data is none.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Passes a stream on and knows when all but the zeros at its end was asked for.</summary>
    private sealed class TailWatch(Stream stream) : ReadOnlyStream
    {
        private const int ChunkBytes = 8 * 1024;

        private readonly byte[] _chunk = new byte[ChunkBytes];
        private int _start;
        private int _end;
        private long _zerosBefore;
        private long _zerosBehind;

        /// <summary>Whether the end was asked for, or zeros that nothing but the end follows.</summary>
        public bool IsAtTail { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (_start == _end && !IsAtTail)
            {
                Fill();
            }
            if (_zerosBefore > 0)
            {
                int zeros = (int)Math.Min(_zerosBefore, buffer.Length);
                buffer[..zeros].Clear();
                _zerosBefore -= zeros;
                return zeros;
            }
            int count = Math.Min(buffer.Length, _end - _start);
            _chunk.AsSpan(_start, count).CopyTo(buffer);
            _start += count;
            return count;
        }

        /// <summary>Reads on to what is not zero, and holds the zeros behind it back until it is known what they are.</summary>
        private void Fill()
        {
            _zerosBefore = _zerosBehind;
            _zerosBehind = 0;
            _start = _end = 0;
            while (_end == 0 && !IsAtTail)
            {
                int read = stream.Read(_chunk);
                IsAtTail = read == 0;
                _end = _chunk.AsSpan(0, read).LastIndexOfAnyExcept((byte)0) + 1;
                _zerosBehind = read - _end;
                if (_end == 0)
                {
                    _zerosBefore += _zerosBehind;
                    _zerosBehind = 0;
                }
            }
        }
    }
}
