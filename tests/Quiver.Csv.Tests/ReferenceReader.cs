using System.Text;

namespace Quiver.Csv.Tests;

/// <summary>
/// The dialect once more, by recursive descent over the whole text with nothing of the readers' machinery: what they are compared with. Takes all options; with
/// collected faults it goes on behind the line on which a wrong row begins.
/// </summary>
internal sealed class ReferenceReader
{
    private readonly string _text;
    private readonly CsvDialect _dialect;
    private readonly bool _collects;
    private readonly char _delimiter;
    private readonly char _quote;
    private readonly List<string> _rows = [];
    private int _at;
    private string? _fault;

    private ReferenceReader(string text, CsvDialect dialect, bool collects)
    {
        _text = text;
        _dialect = dialect;
        _collects = collects;
        _delimiter = (char)dialect.Delimiter.Rune.Value;
        _quote = (char)dialect.Quote.Rune.Value;
    }

    private bool AtRowEnd => _at == _text.Length || _text[_at] is '\n' or '\r';

    private bool AtBlank =>
        _dialect.TrimStrings
        && !AtRowEnd
        && char.IsWhiteSpace(_text[_at])
        && _text[_at] != _delimiter;

    public static List<string> Read(string text, CsvDialect dialect, bool collects = false)
    {
        var reader = new ReferenceReader(text, dialect, collects);
        reader.ReadRows();
        return reader._rows;
    }

    private void ReadRows()
    {
        while (_at < _text.Length)
        {
            if (AtRowEnd)
            {
                _at++;
                continue;
            }
            int start = _at;
            if (ReadRow() is { } row)
            {
                _rows.Add($"{LineOf(start)}: {row}");
                continue;
            }
            _rows.Add(_fault!);
            if (!_collects)
            {
                return;
            }
            _at = _text.IndexOfAny(['\n', '\r'], start);
            _at = _at < 0 ? _text.Length : _at;
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
        int start = _at;
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == _quote)
        {
            return ReadQuoted(start);
        }
        while (!AtRowEnd && _text[_at] != _delimiter)
        {
            _at++;
        }
        string content = _text[start.._at];
        return _dialect.TrimStrings ? content.Trim() : content;
    }

    private string? ReadQuoted(int start)
    {
        _at++;
        var content = new StringBuilder();
        while (true)
        {
            if (_at == _text.Length)
            {
                return _dialect.MultilineFields
                    ? Fail(start, "unterminated")
                    : Fail(_at, "line end in quotes");
            }
            char c = _text[_at++];
            char next = _at < _text.Length ? _text[_at] : '\0';
            bool escapes = _dialect.LegacyStyleQuoting && c == '\\';
            if ((c == _quote && next == _quote) || (escapes && (next == _quote || next == '\\')))
            {
                content.Append(next);
                _at++;
            }
            else if (c == _quote)
            {
                break;
            }
            else if (c is '\n' or '\r' && !_dialect.MultilineFields)
            {
                return Fail(_at - 1, "line end in quotes");
            }
            else
            {
                content.Append(c);
            }
        }
        SkipBlanks();
        return AtRowEnd || _text[_at] == _delimiter
            ? $"'{content}'"
            : Fail(_at, "data after quote");
    }

    private void SkipBlanks()
    {
        while (AtBlank)
        {
            _at++;
        }
    }

    private string? Fail(int at, string kind)
    {
        int lineStart = at == 0 ? 0 : _text.LastIndexOfAny(['\n', '\r'], at - 1) + 1;
        _fault = $"{(_collects ? "bad" : "error")} {LineOf(at)}:{at - lineStart + 1} {kind}";
        return null;
    }

    private int LineOf(int at)
    {
        int line = 1;
        for (int i = 0; i < at; i++)
        {
            bool isPair = _text[i] == '\r' && i + 1 < at && _text[i + 1] == '\n';
            line += _text[i] is '\n' or '\r' && !isPair ? 1 : 0;
        }
        return line;
    }
}
