namespace Quiver.Apoc.Json;

/// <summary>The lines of a file, each without its line break. A byte order mark at the start is none of the first.</summary>
internal sealed class LineReader(InputFile file)
{
    private const int FirstBytes = 1 << 18;
    private const int MaxLineBytes = 1 << 28;

    private byte[] _buffer = new byte[FirstBytes];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The number of the line at hand, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads a line; it is valid until the next call.</summary>
    /// <exception cref="Model.Status.CypherException">The file cannot be read, or a line has more than 256 MB.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int at = _buffer
                .AsSpan(_start + searched, _end - _start - searched)
                .IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = _buffer.AsSpan(_start, searched + at);
                _start += searched + at + 1;
                break;
            }
            if (_isAtEnd)
            {
                line = _buffer.AsSpan(_start, _end - _start);
                _start = _end;
                if (line.IsEmpty)
                {
                    return false;
                }
                break;
            }
            searched = _end - _start;
            Fill();
        }
        Number++;
        line = line.TrimEnd((byte)'\r');
        if (Number == 1 && line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }
        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxLineBytes)
            {
                throw ApocErrors.LineTooLong(file.Name, Number + 1, MaxLineBytes);
            }
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        try
        {
            int count = file.Content.Read(_buffer.AsSpan(_end));
            _isAtEnd = count == 0;
            _end += count;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw ApocErrors.CannotRead(file.Name, error);
        }
    }
}
