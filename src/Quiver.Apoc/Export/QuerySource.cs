using System.Globalization;
using System.Text;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Foundation.Text;
using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>The rows of a query: each an object with its columns.</summary>
internal sealed class QuerySource : ExportSource
{
    private readonly QueryCursor _cursor;
    private readonly Snapshot _snapshot;
    private readonly ExportOptions _options;
    private readonly EntityText _text;
    private readonly JsonLayoutWriter _layout;
    private readonly byte[][] _columns;
    private Batch? _batch;
    private int _row;

    /// <summary>Begins before the first row.</summary>
    /// <param name="cursor">The query, which is disposed with this.</param>
    /// <param name="call">Whose snapshot the query reads.</param>
    /// <param name="options">How it is written.</param>
    public QuerySource(QueryCursor cursor, ProcedureInvocation call, ExportOptions options)
    {
        _cursor = cursor;
        _snapshot = call.Snapshot;
        _options = options;
        _text = OpenText();
        _layout = new JsonLayoutWriter(options.Format);
        _columns = new byte[cursor.Columns.Count][];
        for (int i = 0; i < _columns.Length; i++)
        {
            string before = i == 0 ? "{\"" : ",\"";
            _columns[i] =
            [
                .. Encoding.UTF8.GetBytes(before),
                .. JsonText.Escape(cursor.Columns[i]),
                .. "\":"u8,
            ];
        }
    }

    /// <inheritdoc/>
    public override string Description =>
        string.Create(CultureInfo.InvariantCulture, $"statement: cols({_cursor.Columns.Count})");

    /// <inheritdoc/>
    public override EntityText OpenText() => new(_snapshot, _cursor.Entities, _options);

    /// <inheritdoc/>
    public override bool TryRead(ExportChunk chunk, int maxRows)
    {
        if (_batch is null || _row == _batch.RowCount)
        {
            _batch = _cursor.Next();
            _row = 0;
            if (_batch is null)
            {
                return false;
            }
            Prepare(_batch);
        }
        chunk.IsRelationships = false;
        for (; chunk.Count < maxRows && _row < _batch.RowCount; chunk.Count++, _row++)
        {
            AppendRow(_batch, chunk);
        }
        return true;
    }

    /// <summary>Nothing: rows are formatted as they are read.</summary>
    public override void Format(ExportChunk chunk, EntityText text) { }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _cursor.Dispose();
        base.Dispose();
    }

    private void Prepare(Batch batch)
    {
        foreach (var column in batch.Columns)
        {
            if (column.Kind == VectorKind.Node)
            {
                _text.Prepare(((WordVector)column).Items);
            }
        }
    }

    private void AppendRow(Batch batch, ExportChunk chunk)
    {
        var json = chunk.Text;
        _layout.BeforeRow(json);
        json.Append(_columns.Length == 0 ? "{"u8 : default);
        for (int column = 0; column < _columns.Length; column++)
        {
            json.Append(_columns[column]);
            var held = _text.AppendValue(json, batch.Columns[column][_row]);
            chunk.Nodes += held.Nodes;
            chunk.Relationships += held.Relationships;
            chunk.Properties += held.Properties;
        }
        json.Append("}"u8);
    }
}
