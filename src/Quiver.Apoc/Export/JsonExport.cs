using Quiver.Cypher.Execution.Procedures;
using Quiver.Foundation.Text;
using Quiver.Model.Values;

namespace Quiver.Apoc.Export;

/// <summary>One export: takes objects from a source and puts their text into a file or into rows.</summary>
internal static class JsonExport
{
    /// <summary>Writes a file; gives the one row that says what was done.</summary>
    public static IEnumerable<Value[]> ToFile(
        DataFiles files,
        ProcedureInvocation call,
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
            using var chunks = new ExportPipeline(source, call.Charge, call.Cancellation);
            var layout = new JsonLayoutWriter(options.Format);
            file.Write(layout.Begin);
            chunks.GiveAll(chunk =>
            {
                file.Write(layout.BeforeChunk(chunk.IsRelationships));
                file.Write(layout.SkipFirst(chunk.Text.Bytes));
                Count(progress, chunk);
            });
            file.Write(layout.BeforeChunk(isRelationships: true));
            file.Write(layout.End);
            file.Finish();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ApocErrors.CannotWrite(options.File!, error);
        }
        return [progress.Row(isDone: true)];
    }

    /// <summary>Gives a row for each batch, with its text.</summary>
    public static IEnumerable<Value[]> ToRows(
        ProcedureInvocation call,
        ExportOptions options,
        Func<ExportSource> open
    )
    {
        using var source = open();
        // The client takes the rows one by one, in its own time: no thread waits for it.
        using var chunks = new ExportPipeline(source, call.Charge, call.Cancellation);
        var progress = new Progress { Source = source.Description, BatchSize = options.BatchSize };
        var text = new JsonText();
        var layout = new JsonLayoutWriter(options.Format);
        text.Append(layout.Begin);
        int room = options.BatchSize;
        while (chunks.Next(Math.Min(room, ExportChunk.MaxRows)) is { } chunk)
        {
            text.Append(layout.BeforeChunk(chunk.IsRelationships));
            text.Append(layout.SkipFirst(chunk.Text.Bytes));
            Count(progress, chunk);
            room -= chunk.Count;
            if (room == 0)
            {
                progress.Batches++;
                yield return progress.Row(isDone: false, Value.Utf8(text.Bytes));
                text.Clear();
                room = options.BatchSize;
            }
        }
        text.Append(layout.BeforeChunk(isRelationships: true));
        text.Append(layout.End);
        progress.Batches++;
        yield return progress.Row(isDone: true, Value.Utf8(text.Bytes));
    }

    private static void Count(Progress progress, ExportChunk chunk)
    {
        progress.Rows += chunk.Count;
        progress.Nodes += chunk.Nodes;
        progress.Relationships += chunk.Relationships;
        progress.Properties += chunk.Properties;
    }
}
