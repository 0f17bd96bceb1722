using System.Buffers.Text;
using System.Text;

namespace Quiver.Benchmarks.Generation;

/// <summary>Writes one CSV file row by row.</summary>
internal sealed class CsvFile : IDisposable
{
    /// <summary>No row is longer.</summary>
    private const int MaxRowBytes = 16_384;

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[1 << 17];
    private int _length;

    /// <summary>Creates the file; without a header it begins with the first row.</summary>
    public CsvFile(string path, string? header)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        if (header is not null)
        {
            _file.Write(Encoding.UTF8.GetBytes(header + "\n"));
        }
    }

    public void Text(string text) =>
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));

    public void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    public void Sign(char sign) => _buffer[_length++] = (byte)sign;

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>A number with leading zeros.</summary>
    public void Padded(int value, int width)
    {
        for (int place = width - 1; place >= 0; place--)
        {
            _buffer[_length + place] = (byte)('0' + (value % 10));
            value /= 10;
        }
        _length += width;
    }

    /// <summary>Sixteen digits.</summary>
    public void Hexadecimal(ulong value)
    {
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out int written, new('x', 16));
        _length += written;
    }

    public void Date(DateOnly date)
    {
        Padded(date.Year, 4);
        Sign('-');
        Padded(date.Month, 2);
        Sign('-');
        Padded(date.Day, 2);
    }

    public void EndRow()
    {
        Sign('\n');
        if (_length > _buffer.Length - MaxRowBytes)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
    }

    private void Flush()
    {
        _file.Write(_buffer, 0, _length);
        _length = 0;
    }
}
