using System.Text;

namespace Quiver.Csv.Tests;

/// <summary>The dialect once more, by recursive descent over the whole text: what the block readers are compared with.</summary>
internal sealed class ReferenceReader(string text, CsvDialect dialect)
{
    private readonly char _delimiter = (char)dialect.Delimiter;
    private readonly char _quote = (char)dialect.Quote;
    private readonly List<string> _rows = [];
    private int _at;

    public static List<string> Read(string text, CsvDialect dialect)
    {
        var reader = new ReferenceReader(text, dialect);
        reader.ReadRows();
        return reader._rows;
    }

    private bool AtRowEnd => _at == text.Length || text[_at] is '\n' or '\r';

    private void ReadRows()
    {
        while (_at < text.Length)
        {
            if (AtRowEnd)
            {
                _at++;
                continue;
            }
            int start = _at;
            if (ReadRow() is not { } row)
            {
                return;
            }
            _rows.Add($"{LineOf(start)}: {row}");
        }
    }

    private string? ReadRow()
    {
        var cells = new List<string>();
        while (true)
        {
            if (ReadCell() is not { } cell)
            {
                return null;
            }
            cells.Add(cell);
            if (AtRowEnd)
            {
                return string.Join('|', cells);
            }
            _at++;
        }
    }

    private string? ReadCell()
    {
        if (_at < text.Length && text[_at] == _quote)
        {
            return ReadQuoted();
        }
        int start = _at;
        while (!AtRowEnd && text[_at] != _delimiter)
        {
            _at++;
        }
        return text[start.._at];
    }

    private string? ReadQuoted()
    {
        int start = _at++;
        var content = new StringBuilder();
        while (true)
        {
            if (_at == text.Length)
            {
                return dialect.MultilineFields
                    ? Fail(start, "unterminated")
                    : Fail(_at, "line end in quotes");
            }
            char c = text[_at++];
            if (c == _quote && _at < text.Length && text[_at] == _quote)
            {
                content.Append(_quote);
                _at++;
            }
            else if (c == _quote)
            {
                break;
            }
            else if (c is '\n' or '\r' && !dialect.MultilineFields)
            {
                return Fail(_at - 1, "line end in quotes");
            }
            else
            {
                content.Append(c);
            }
        }
        return AtRowEnd || text[_at] == _delimiter ? $"'{content}'" : Fail(_at, "data after quote");
    }

    private string? Fail(int at, string kind)
    {
        int lineStart = text.LastIndexOfAny(['\n', '\r'], Math.Max(0, at - 1)) + 1;
        lineStart = at == 0 ? 0 : lineStart;
        _rows.Add($"error {LineOf(at)}:{at - lineStart + 1} {kind}");
        return null;
    }

    private int LineOf(int at)
    {
        int line = 1;
        for (int i = 0; i < at; i++)
        {
            bool isPair = text[i] == '\r' && i + 1 < at && text[i + 1] == '\n';
            line += text[i] is '\n' or '\r' && !isPair ? 1 : 0;
        }
        return line;
    }
}
