using System.Text.Json;
using Quiver.Engine.Results;
using Quiver.Http.Transactions;
using Quiver.Model.Columns;

namespace Quiver.Http.Json;

/// <summary>Writes the rows and the summary of one result.</summary>
internal sealed class ResultWriter : IDisposable
{
    private readonly RowBuffer _row = new();
    private readonly ResultContents _contents;
    private readonly ValueWriter _values;
    private readonly MetaWriter _meta;
    private readonly GraphWriter _graph;

    /// <summary>Makes a writer for a cursor's rows.</summary>
    public ResultWriter(QueryCursor cursor, ResultContents contents)
    {
        _contents = contents;
        _values = new ValueWriter(_row.Writer, cursor.Entities);
        _meta = new MetaWriter(_row.Writer, cursor.Entities);
        _graph = new GraphWriter(_row.Writer, cursor.Entities);
    }

    /// <summary>Writes one row as an element of <c>data</c>.</summary>
    public void WriteRow(Utf8JsonWriter document, Batch batch, int row)
    {
        var writer = _row.Writer;
        writer.WriteStartObject();
        if (_contents.HasFlag(ResultContents.Row))
        {
            writer.WriteStartArray("row");
            foreach (var column in batch.Columns)
            {
                _values.WriteCell(column, row);
            }
            writer.WriteEndArray();
            writer.WriteStartArray("meta");
            foreach (var column in batch.Columns)
            {
                _meta.WriteCell(column, row);
            }
            writer.WriteEndArray();
        }
        if (_contents.HasFlag(ResultContents.Graph))
        {
            writer.WritePropertyName("graph");
            _graph.WriteRow(batch.Columns, row);
        }
        writer.WriteEndObject();
        _row.MoveTo(document);
    }

    /// <inheritdoc/>
    public void Dispose() => _row.Dispose();
}
