using System.Text;

namespace Quiver.Cli.CommandLine;

/// <summary>Cuts the text of an argument file into arguments.</summary>
/// <remarks>
/// Arguments are separated by blanks and line ends; quotes of either kind keep blanks, and may stand in the middle of an argument; <c>#</c> begins a comment at the start
/// of an argument. Inside quotes a backslash before the quote or a backslash stands for that character; everywhere else it is ordinary, because
/// regular expressions are full of it.
/// </remarks>
internal sealed class ArgumentWords
{
    private readonly string _text;
    private readonly string _path;
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private bool _isInWord;
    private int _at;

    private ArgumentWords(string text, string path)
    {
        _text = text;
        _path = path;
    }

    /// <summary>The arguments.</summary>
    /// <param name="text">What stands in the file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="CommandException">A quote has no end.</exception>
    public static IReadOnlyList<string> Split(string text, string path)
    {
        var words = new ArgumentWords(text, path);
        words.Run();
        return words._words;
    }

    private void Run()
    {
        while (_at < _text.Length)
        {
            char c = _text[_at++];
            if (char.IsWhiteSpace(c))
            {
                EndWord();
            }
            else if (c == '#' && !_isInWord)
            {
                int end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
            {
                _isInWord = true;
                if (c is '"' or '\'')
                {
                    ReadQuoted(c);
                }
                else
                {
                    _word.Append(c);
                }
            }
        }
        EndWord();
    }

    private void ReadQuoted(char quote)
    {
        int start = _at - 1;
        while (_at < _text.Length && _text[_at] != quote)
        {
            bool isEscape =
                _text[_at] == '\\'
                && _at + 1 < _text.Length
                && (_text[_at + 1] == quote || _text[_at + 1] == '\\');
            _at += isEscape ? 1 : 0;
            _word.Append(_text[_at++]);
        }
        if (_at == _text.Length)
        {
            int line = 1 + _text.AsSpan(0, start).Count('\n');
            throw UsageErrors.Invalid($"{_path}:{line}: a quote ({quote}) has no end.");
        }
        _at++;
    }

    private void EndWord()
    {
        if (_isInWord)
        {
            _words.Add(_word.ToString());
            _word.Clear();
            _isInWord = false;
        }
    }
}
