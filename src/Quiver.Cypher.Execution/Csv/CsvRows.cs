using System.Text;
using Quiver.Csv;
using Quiver.Cypher.Execution.Files;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Csv;

/// <summary>The rows of one file as values: maps by the file's header, or lists. Text all of it; what is empty and not quoted is null.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvBlock _block = new();
    private readonly CsvBlockReader _reader;
    private readonly CsvDialect _dialect;
    private readonly SourceFile _file;
    private readonly string _url;
    private string[]? _header;
    private int _row;

    /// <summary>Opens a file.</summary>
    public CsvRows(ICsvSource source, string url, CsvFormat format, CancellationToken cancellation)
    {
        _url = url;
        _dialect = new CsvDialect
        {
            Delimiter = Delimiter(format.FieldTerminator),
            // Arrays are none of LOAD CSV's; the character must only be another than the delimiter.
            ArrayDelimiter = '\u001f',
            MultilineFields = true,
            LegacyStyleQuoting = true,
        };
        _file = source.Open(url, cancellation);
        try
        {
            _reader = new CsvBlockReader(source.Files, _file.Path, _dialect);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _file.Dispose();
            throw RuntimeErrors.CannotLoadCsv(url, error.Message, error);
        }
        catch (CsvException error)
        {
            _file.Dispose();
            throw RuntimeErrors.InvalidCsv(url, error.Message, error);
        }
        if (format.HasHeaders)
        {
            _header = TryMove() ? ReadHeader() : [];
        }
    }

    /// <summary>The file.</summary>
    public string Path => _file.Name;

    /// <summary>The line on which the row at hand begins, from 1.</summary>
    public long Line => _block.PositionOf(_row).Line;

    /// <summary>Goes to the next row; false at the end of the file.</summary>
    public bool TryMove()
    {
        if (++_row < _block.RowCount)
        {
            return true;
        }
        try
        {
            do
            {
                if (!_reader.TryRead(_block))
                {
                    return false;
                }
                _block.Index();
            } while (_block.RowCount == 0);
        }
        catch (CsvException error)
        {
            throw RuntimeErrors.InvalidCsv(_url, error.Message, error);
        }
        catch (IOException error)
        {
            throw RuntimeErrors.CannotLoadCsv(_url, error.Message, error);
        }
        _row = 0;
        return true;
    }

    /// <summary>The row at hand.</summary>
    public Value Read()
    {
        int count = _block.CellCount(_row);
        if (_header is null)
        {
            var cells = new Value[count];
            for (int i = 0; i < count; i++)
            {
                cells[i] = Cell(i);
            }
            return Value.List(cells);
        }
        var entries = new KeyValuePair<string, Value>[_header.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new(_header[i], i < count ? Cell(i) : Value.Null);
        }
        return Value.Map(new MapValue(entries));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
        _block.Dispose();
    }

    private static CsvCharacter Delimiter(string terminator)
    {
        var runes = terminator.EnumerateRunes();
        return
            runes.MoveNext()
            && runes.Current is var first
            && !runes.MoveNext()
            && first.Value is not ('"' or '\n' or '\r' or '\u001f')
            ? new CsvCharacter(first)
            : throw RuntimeErrors.InvalidFieldTerminator(terminator);
    }

    private string[] ReadHeader()
    {
        string[] header = new string[_block.CellCount(_row)];
        for (int i = 0; i < header.Length; i++)
        {
            header[i] = Encoding.UTF8.GetString(CsvCell.Content(_block.RawCell(_row, i), _dialect));
        }
        return header;
    }

    private Value Cell(int column)
    {
        var raw = _block.RawCell(_row, column);
        return raw.IsEmpty ? Value.Null : Value.Utf8(CsvCell.Content(raw, _dialect).ToArray());
    }
}
