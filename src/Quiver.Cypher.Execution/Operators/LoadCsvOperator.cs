using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Csv;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>LoadCSV: for each row one row per row of a file, read as they are needed.</summary>
internal sealed class LoadCsvOperator(
    QueryContext context,
    Operator source,
    LoadCsvSettings settings,
    OutputColumns output
) : Operator
{
    private readonly List<int> _rows = [];
    private Batch? _input;
    private ColumnVector? _urls;
    private CsvRows? _file;
    private int _row;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null && !Pull())
            {
                return null;
            }
            _rows.Clear();
            var values = new ColumnBuilder();
            var files = new ColumnBuilder();
            var lines = new ColumnBuilder();
            while (_row < _input!.RowCount && _rows.Count < Batch.Capacity)
            {
                Take(values, files, lines);
            }
            var input = _input;
            if (_row == input.RowCount)
            {
                _input = null;
            }
            if (_rows.Count > 0)
            {
                var columns = output.Pass(input, CollectionsMarshal.AsSpan(_rows));
                Put(columns, settings.RowSlot, values);
                Put(columns, settings.FileSlot, files);
                Put(columns, settings.LineSlot, lines);
                return new Batch(columns, _rows.Count);
            }
        }
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        Close();
        _input = null;
        source.Restart();
    }

    private static void Put(ColumnVector[] columns, int slot, ColumnBuilder built)
    {
        if (slot >= 0)
        {
            columns[slot] = built.Build();
        }
    }

    private bool Pull()
    {
        _input = source.Next();
        if (_input is null)
        {
            return false;
        }
        _urls = settings.Url.Evaluate(_input, context);
        _row = 0;
        return true;
    }

    private void Take(ColumnBuilder values, ColumnBuilder files, ColumnBuilder lines)
    {
        _file ??= Open();
        if (!_file.TryMove())
        {
            Close();
            _row++;
            return;
        }
        _rows.Add(_row);
        if (settings.RowSlot >= 0)
        {
            values.Append(_file.Read());
        }
        if (settings.FileSlot >= 0)
        {
            files.Append(Value.String(_file.Path));
        }
        if (settings.LineSlot >= 0)
        {
            lines.AppendInteger(_file.Line);
        }
    }

    private CsvRows Open()
    {
        var url = _urls![_row];
        if (url.Kind != ValueKind.String)
        {
            throw RuntimeErrors.UnexpectedType("String", url);
        }
        var file = new CsvRows(
            settings.Source,
            url.AsString(),
            settings.Format,
            context.Cancellation
        );
        context.Own(file);
        return file;
    }

    private void Close()
    {
        if (_file is not null)
        {
            context.Disown(_file);
            _file = null;
        }
    }
}
