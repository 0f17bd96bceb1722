using System.Text;

namespace Quiver.Cli.Shell.Terminal;

/// <summary>Edits one line: cursor keys, the keys of Emacs, history and completion.</summary>
/// <param name="terminal">Keyboard and screen.</param>
/// <param name="history">The lines before.</param>
/// <param name="complete">The words that a word may become.</param>
internal sealed class LineEditor(
    ITerminal terminal,
    ShellHistory history,
    Func<string, IReadOnlyList<string>> complete
)
{
    private const int MaxLength = 1024 * 1024;

    private readonly StringBuilder _text = new();
    private string _prompt = "";
    private int _cursor;
    private int _row;
    private int _recalled;
    private string _unsent = "";

    /// <summary>Reads a line.</summary>
    /// <param name="prompt">What stands before it.</param>
    public (LineEnd End, string Text) Read(string prompt)
    {
        _prompt = prompt;
        _text.Clear();
        _cursor = 0;
        _row = 0;
        _recalled = history.Count;
        Draw();
        while (true)
        {
            var key = terminal.ReadKey();
            if (key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n')
            {
                return Finish(LineEnd.Entered, "\r\n");
            }
            if (Keys.IsControl(key, ConsoleKey.C))
            {
                return Finish(LineEnd.Cancelled, "^C\r\n");
            }
            if (Keys.IsControl(key, ConsoleKey.D) && _text.Length == 0)
            {
                return Finish(LineEnd.Closed, "\r\n");
            }
            Apply(key);
            Draw();
        }
    }

    private (LineEnd End, string Text) Finish(LineEnd end, string shown)
    {
        _cursor = _text.Length;
        Draw();
        terminal.Write(shown);
        return (end, _text.ToString());
    }

    private void Apply(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Tab)
        {
            Complete();
        }
        else if (!TryEdit(key) && !TryMove(key) && !char.IsControl(key.KeyChar))
        {
            if (_text.Length < MaxLength)
            {
                _text.Insert(_cursor++, key.KeyChar);
            }
        }
    }

    private bool TryEdit(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Backspace || key.KeyChar is '\b' or '\x7F')
        {
            Delete(Previous(), _cursor);
        }
        else if (key.Key == ConsoleKey.Delete || Keys.IsControl(key, ConsoleKey.D))
        {
            Delete(_cursor, Next());
        }
        else if (Keys.IsControl(key, ConsoleKey.K))
        {
            Delete(_cursor, _text.Length);
        }
        else if (Keys.IsControl(key, ConsoleKey.U))
        {
            Delete(0, _cursor);
        }
        else if (Keys.IsControl(key, ConsoleKey.W))
        {
            Delete(WordStart(), _cursor);
        }
        else
        {
            return false;
        }
        return true;
    }

    private bool TryMove(ConsoleKeyInfo key)
    {
        bool byWord =
            (key.Modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt))
            != ConsoleModifiers.None;
        if (key.Key == ConsoleKey.LeftArrow || Keys.IsControl(key, ConsoleKey.B))
        {
            _cursor = byWord && key.Key == ConsoleKey.LeftArrow ? WordStart() : Previous();
        }
        else if (key.Key == ConsoleKey.RightArrow || Keys.IsControl(key, ConsoleKey.F))
        {
            _cursor = byWord && key.Key == ConsoleKey.RightArrow ? WordEnd() : Next();
        }
        else if (key.Key == ConsoleKey.Home || Keys.IsControl(key, ConsoleKey.A))
        {
            _cursor = 0;
        }
        else if (key.Key == ConsoleKey.End || Keys.IsControl(key, ConsoleKey.E))
        {
            _cursor = _text.Length;
        }
        else if (key.Key == ConsoleKey.UpArrow || Keys.IsControl(key, ConsoleKey.P))
        {
            Recall(_recalled - 1);
        }
        else if (key.Key == ConsoleKey.DownArrow || Keys.IsControl(key, ConsoleKey.N))
        {
            Recall(_recalled + 1);
        }
        else if (Keys.IsControl(key, ConsoleKey.L))
        {
            terminal.Write("\e[H\e[2J");
            _row = 0;
        }
        else
        {
            return false;
        }
        return true;
    }

    private void Recall(int index)
    {
        if (index < 0 || index > history.Count)
        {
            return;
        }
        if (_recalled == history.Count)
        {
            _unsent = _text.ToString();
        }
        _recalled = index;
        _text.Clear().Append(index == history.Count ? _unsent : history[index]);
        _cursor = _text.Length;
    }

    private void Complete()
    {
        int start = _cursor;
        while (
            start > 0
            && (char.IsLetterOrDigit(_text[start - 1]) || _text[start - 1] is ':' or '_' or '-')
        )
        {
            start--;
        }
        string word = _text.ToString(start, _cursor - start);
        var words = word.Length == 0 ? [] : complete(word);
        if (words.Count == 0)
        {
            return;
        }
        string common = words.Aggregate(Common);
        if (common.Length > word.Length || words.Count == 1)
        {
            string whole = words.Count == 1 ? words[0] + " " : common;
            _text.Remove(start, word.Length).Insert(start, whole);
            _cursor = start + whole.Length;
            return;
        }
        terminal.Write("\r\n" + string.Join("  ", words) + "\r\n");
        _row = 0;
    }

    private static string Common(string one, string other)
    {
        int length = 0;
        while (
            length < Math.Min(one.Length, other.Length)
            && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length])
        )
        {
            length++;
        }
        return one[..length];
    }

    private void Delete(int from, int to)
    {
        _text.Remove(from, to - from);
        _cursor = from;
    }

    private int Previous() =>
        _cursor
        - (
            _cursor > 1 && char.IsSurrogatePair(_text[_cursor - 2], _text[_cursor - 1])
                ? 2
                : Math.Min(1, _cursor)
        );

    private int Next() =>
        _cursor
        + (
            _cursor + 1 < _text.Length && char.IsSurrogatePair(_text[_cursor], _text[_cursor + 1])
                ? 2
                : Math.Min(1, _text.Length - _cursor)
        );

    private int WordStart()
    {
        int at = _cursor;
        while (at > 0 && !char.IsLetterOrDigit(_text[at - 1]))
        {
            at--;
        }
        while (at > 0 && char.IsLetterOrDigit(_text[at - 1]))
        {
            at--;
        }
        return at;
    }

    private int WordEnd()
    {
        int at = _cursor;
        while (at < _text.Length && !char.IsLetterOrDigit(_text[at]))
        {
            at++;
        }
        while (at < _text.Length && char.IsLetterOrDigit(_text[at]))
        {
            at++;
        }
        return at;
    }

    /// <summary>Writes prompt and text anew and puts the cursor in its place; a long line takes several rows.</summary>
    private void Draw()
    {
        int width = Math.Max(1, terminal.Width);
        var screen = new StringBuilder("\r");
        if (_row > 0)
        {
            screen.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[{_row}A");
        }
        screen.Append("\e[J").Append(_prompt).Append(_text);
        int end = _prompt.Length + _text.Length;
        if (end > 0 && end % width == 0)
        {
            // The terminal waits at the last column: this makes it go on.
            screen.Append("\r\n");
        }
        int at = _prompt.Length + _cursor;
        int up = end / width - at / width;
        if (up > 0)
        {
            screen.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[{up}A");
        }
        screen.Append('\r');
        if (at % width > 0)
        {
            screen.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[{at % width}C");
        }
        _row = at / width;
        terminal.Write(screen.ToString());
    }
}
