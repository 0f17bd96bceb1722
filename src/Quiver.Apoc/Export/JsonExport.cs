using System.Buffers;
using Quiver.Model.Values;

namespace Quiver.Apoc.Export;

/// <summary>One export: takes objects from a source and puts their text into a file or into rows.</summary>
internal static class JsonExport
{
    private const int ChunkCount = 256;
    private const int WriteBytes = 1 << 20;

    /// <summary>Writes a file; gives the one row that says what was done.</summary>
    public static IEnumerable<Value[]> ToFile(
        DataFiles files,
        ExportOptions options,
        Func<ExportSource> open
    )
    {
        string path = files.ToWrite(options.File!);
        using var source = open();
        var progress = new Progress { File = options.File, Source = source.Description };
        try
        {
            using var file = new ExportFile(files.Files, path, options.Compression);
            var text = new ArrayBufferWriter<byte>(WriteBytes * 2);
            var layout = new JsonLayoutWriter(text, options.Format);
            layout.Begin();
            while (source.Write(text, layout, progress, ChunkCount))
            {
                if (text.WrittenCount >= WriteBytes)
                {
                    file.Write(text.WrittenSpan);
                    text.ResetWrittenCount();
                }
            }
            layout.End();
            file.Write(text.WrittenSpan);
            file.Finish();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ApocErrors.CannotWrite(options.File!, error);
        }
        return [progress.Row(isDone: true)];
    }

    /// <summary>Gives a row for each batch, with its text.</summary>
    public static IEnumerable<Value[]> ToRows(ExportOptions options, Func<ExportSource> open)
    {
        using var source = open();
        var progress = new Progress { Source = source.Description, BatchSize = options.BatchSize };
        var text = new ArrayBufferWriter<byte>();
        var layout = new JsonLayoutWriter(text, options.Format);
        layout.Begin();
        while (source.Write(text, layout, progress, options.BatchSize))
        {
            progress.Batches++;
            yield return progress.Row(isDone: false, Value.Utf8(text.WrittenSpan));
            text.ResetWrittenCount();
        }
        layout.End();
        progress.Batches++;
        yield return progress.Row(isDone: true, Value.Utf8(text.WrittenSpan));
    }
}
