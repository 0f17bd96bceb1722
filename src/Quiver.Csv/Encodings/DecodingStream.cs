using Quiver.Foundation.IO;

namespace Quiver.Csv.Encodings;

/// <summary>A file's bytes on their way through a decoder. Owns neither.</summary>
internal sealed class DecodingStream(Stream source, TextDecoder decoder) : ReadOnlyStream
{
    private const int BufferBytes = 64 * 1024;

    private readonly byte[] _input = new byte[BufferBytes];
    private readonly byte[] _output = new byte[BufferBytes * 2];
    private int _inputStart;
    private int _inputEnd;
    private int _outputStart;
    private int _outputEnd;
    private bool _isAtEnd;

    public override int Read(Span<byte> buffer)
    {
        if (_outputStart == _outputEnd)
        {
            Decode();
        }
        int count = Math.Min(buffer.Length, _outputEnd - _outputStart);
        _output.AsSpan(_outputStart, count).CopyTo(buffer);
        _outputStart += count;
        return count;
    }

    private void Decode()
    {
        _outputStart = 0;
        _outputEnd = 0;
        while (_outputEnd == 0)
        {
            _outputEnd = decoder.Decode(
                _input.AsSpan(_inputStart, _inputEnd - _inputStart),
                _isAtEnd,
                _output,
                out int consumed
            );
            _inputStart += consumed;
            if (_outputEnd == 0 && consumed == 0)
            {
                if (_isAtEnd)
                {
                    return;
                }
                Fill();
            }
        }
    }

    private void Fill()
    {
        _input.AsSpan(_inputStart, _inputEnd - _inputStart).CopyTo(_input);
        _inputEnd -= _inputStart;
        _inputStart = 0;
        int read = source.Read(_input.AsSpan(_inputEnd));
        _inputEnd += read;
        _isAtEnd = read == 0;
    }
}
