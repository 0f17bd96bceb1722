using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Quiver.Apoc.Json;
using Quiver.Cypher.Execution;
using Quiver.Model.Columns;

namespace Quiver.Apoc.Export;

/// <summary>The rows of a query: each an object with its columns.</summary>
internal sealed class QuerySource : ExportSource
{
    private readonly QueryCursor _cursor;
    private readonly EntityJson _json;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _writer;
    private Batch? _batch;
    private int _row;

    /// <summary>Begins before the first row.</summary>
    /// <param name="cursor">The query, which is disposed with this.</param>
    /// <param name="options">How it is written.</param>
    public QuerySource(QueryCursor cursor, ExportOptions options)
    {
        _cursor = cursor;
        _json = new EntityJson(cursor.Entities, options);
        _writer = new Utf8JsonWriter(_text, JsonSettings.Writing);
    }

    /// <inheritdoc/>
    public override string Description =>
        string.Create(CultureInfo.InvariantCulture, $"statement: cols({_cursor.Columns.Count})");

    /// <inheritdoc/>
    public override bool Write(
        IBufferWriter<byte> output,
        JsonLayoutWriter layout,
        Progress progress,
        int count
    )
    {
        for (; count > 0; count--, _row++)
        {
            if (_batch is null || _row == _batch.RowCount)
            {
                _batch = _cursor.Next();
                _row = 0;
                if (_batch is null)
                {
                    return false;
                }
            }
            layout.BeforeRow();
            WriteRow(_batch, progress);
            output.Write(_text.WrittenSpan);
        }
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _json.Dispose();
        _writer.Dispose();
        _cursor.Dispose();
    }

    private void WriteRow(Batch batch, Progress progress)
    {
        _text.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        for (int column = 0; column < batch.Columns.Length; column++)
        {
            _writer.WritePropertyName(_cursor.Columns[column]);
            var held = _json.WriteValue(_writer, batch.Columns[column][_row]);
            progress.Nodes += held.Nodes;
            progress.Relationships += held.Relationships;
            progress.Properties += held.Properties;
        }
        _writer.WriteEndObject();
        _writer.Flush();
        progress.Rows++;
    }
}
