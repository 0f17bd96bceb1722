using System.Buffers;
using System.Text.Json;

namespace Quiver.Http.Json;

/// <summary>One row's JSON, held back until it is whole: a row that fails half way leaves no broken document behind.</summary>
internal sealed class RowBuffer : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Makes an empty buffer.</summary>
    public RowBuffer()
    {
        Writer = new Utf8JsonWriter(_bytes, JsonStream.WriterOptions);
    }

    /// <summary>What writes the row.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Moves the finished row into a document, as the next element of an array.</summary>
    public void MoveTo(Utf8JsonWriter document)
    {
        Writer.Flush();
        document.WriteRawValue(_bytes.WrittenSpan, skipInputValidation: true);
        _bytes.ResetWrittenCount();
        Writer.Reset();
    }

    /// <inheritdoc/>
    public void Dispose() => Writer.Dispose();
}
