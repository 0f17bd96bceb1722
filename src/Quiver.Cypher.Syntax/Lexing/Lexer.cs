using System.Text;

namespace Quiver.Cypher.Syntax.Lexing;

/// <summary>
/// Cuts a query into tokens in one pass. It never fails: what is no token becomes one of the invalid kinds, so that
/// the parser reports whichever fault comes first.
/// </summary>
internal ref struct Lexer
{
    private readonly ReadOnlySpan<char> _text;
    private readonly List<Token> _tokens;
    private int _position;

    private Lexer(string text)
    {
        _text = text;
        _tokens = new List<Token>(16 + text.Length / 5);
    }

    /// <summary>All tokens of a text, closed by <see cref="TokenKind.EndOfInput"/>; comments and white space are left out.</summary>
    public static List<Token> Tokenize(string text)
    {
        var lexer = new Lexer(text);
        while (lexer.SkipToToken())
        {
            lexer.ReadToken();
        }
        lexer.Add(TokenKind.EndOfInput, text.Length);
        return lexer._tokens;
    }

    /// <summary>Moves over white space and comments; false at the end of the text.</summary>
    private bool SkipToToken()
    {
        while (_position < _text.Length)
        {
            char current = _text[_position];
            if (CypherCharacters.IsWhiteSpace(current))
            {
                _position++;
            }
            else if (current == '/' && Peek(1) == '/')
            {
                int length = _text[_position..].IndexOfAny('\n', '\r');
                _position = length < 0 ? _text.Length : _position + length;
            }
            else if (current == '/' && Peek(1) == '*')
            {
                SkipBlockComment();
            }
            else
            {
                return true;
            }
        }
        return false;
    }

    private void SkipBlockComment()
    {
        int length = _text[(_position + 2)..].IndexOf("*/");
        if (length >= 0)
        {
            _position += length + 4;
            return;
        }
        Add(TokenKind.UnterminatedComment, _text.Length);
    }

    private void ReadToken()
    {
        char current = _text[_position];
        if (current is '\'' or '"')
        {
            ReadString(current);
        }
        else if (current == '`')
        {
            ReadQuotedName();
        }
        else if (char.IsAsciiDigit(current) || (current == '.' && char.IsAsciiDigit(Peek(1))))
        {
            ReadNumber();
        }
        else if (RunLength(_position, CypherCharacters.StartsName) is > 0)
        {
            ReadName();
        }
        else
        {
            ReadSign(current);
        }
    }

    private void ReadString(char quote)
    {
        int end = _position + 1;
        while (end < _text.Length && _text[end] != quote)
        {
            end += _text[end] == '\\' ? 2 : 1;
        }
        bool closed = end < _text.Length;
        Add(
            closed ? TokenKind.String : TokenKind.UnterminatedString,
            closed ? end + 1 : _text.Length
        );
    }

    /// <summary>A name in back-ticks; a doubled back-tick stands for one.</summary>
    private void ReadQuotedName()
    {
        int end = _position + 1;
        while (end < _text.Length)
        {
            if (_text[end] != '`')
            {
                end++;
            }
            else if (end + 1 < _text.Length && _text[end + 1] == '`')
            {
                end += 2;
            }
            else
            {
                Add(TokenKind.QuotedName, end + 1);
                return;
            }
        }
        Add(TokenKind.UnterminatedName, _text.Length);
    }

    private void ReadName()
    {
        int end = EndOfName(_position);
        Keyword keyword = Keywords.Find(_text[_position..end]);
        Add(TokenKind.Name, end, keyword);
    }

    /// <summary>
    /// A number with every letter and digit that sticks to it, so that a mistyped literal is one token. Two dots
    /// after an integer belong to a range.
    /// </summary>
    private void ReadNumber()
    {
        // A parameter may be called by a number: $0.
        bool isParameterName = _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Dollar;
        if (isParameterName && _tokens[^1].End == _position)
        {
            Add(TokenKind.Name, Math.Max(EndOfName(_position), _position + 1));
            return;
        }
        int end = SkipDigits(_position);
        bool isFloat = false;
        bool hasPrefix = end == _position + 1 && _text[_position] == '0' && At(end) is 'x' or 'X';
        if (!hasPrefix)
        {
            if (At(end) == '.' && char.IsAsciiDigit(At(end + 1)))
            {
                isFloat = true;
                end = SkipDigits(end + 1);
            }
            if (At(end) is 'e' or 'E')
            {
                int digits = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
                if (char.IsAsciiDigit(At(digits)))
                {
                    isFloat = true;
                    end = SkipDigits(digits);
                }
            }
        }
        Add(isFloat ? TokenKind.Float : TokenKind.Integer, EndOfName(end));
    }

    private void ReadSign(char current)
    {
        TokenKind pair = PairAt(current, Peek(1));
        if (pair != TokenKind.InvalidCharacter)
        {
            Add(pair, _position + 2);
            return;
        }
        TokenKind single = current switch
        {
            '(' => TokenKind.LeftParenthesis,
            ')' => TokenKind.RightParenthesis,
            '[' => TokenKind.LeftBracket,
            ']' => TokenKind.RightBracket,
            '{' => TokenKind.LeftBrace,
            '}' => TokenKind.RightBrace,
            ',' => TokenKind.Comma,
            ';' => TokenKind.Semicolon,
            '.' => TokenKind.Dot,
            ':' => TokenKind.Colon,
            '$' => TokenKind.Dollar,
            '|' => TokenKind.Pipe,
            '&' => TokenKind.Ampersand,
            '!' => TokenKind.Exclamation,
            '+' => TokenKind.Plus,
            '-' => TokenKind.Minus,
            '*' => TokenKind.Star,
            '/' => TokenKind.Slash,
            '%' => TokenKind.Percent,
            '^' => TokenKind.Caret,
            '=' => TokenKind.Equal,
            '<' => TokenKind.Less,
            '>' => TokenKind.Greater,
            _ => TokenKind.InvalidCharacter,
        };
        bool isPair = char.IsHighSurrogate(current) && char.IsLowSurrogate(Peek(1));
        Add(single, _position + (isPair ? 2 : 1));
    }

    private static TokenKind PairAt(char first, char second) =>
        (first, second) switch
        {
            ('.', '.') => TokenKind.DotDot,
            (':', ':') => TokenKind.DoubleColon,
            ('|', '|') => TokenKind.DoublePipe,
            ('+', '=') => TokenKind.PlusEqual,
            ('<', '>') => TokenKind.NotEqual,
            ('<', '=') => TokenKind.LessOrEqual,
            ('>', '=') => TokenKind.GreaterOrEqual,
            ('!', '=') => TokenKind.ExclamationEqual,
            ('=', '~') => TokenKind.RegexMatch,
            _ => TokenKind.InvalidCharacter,
        };

    private readonly int SkipDigits(int position)
    {
        while (char.IsAsciiDigit(At(position)))
        {
            position++;
        }
        return position;
    }

    private readonly int EndOfName(int position)
    {
        while (RunLength(position, CypherCharacters.ContinuesName) is int length and > 0)
        {
            position += length;
        }
        return position;
    }

    /// <summary>How many code units the character at a position takes when it satisfies the test, else 0.</summary>
    private readonly int RunLength(int position, Func<Rune, bool> test) =>
        position < _text.Length
        && Rune.DecodeFromUtf16(_text[position..], out Rune rune, out int length)
            == System.Buffers.OperationStatus.Done
        && test(rune)
            ? length
            : 0;

    private readonly char Peek(int distance) => At(_position + distance);

    private readonly char At(int position) => position < _text.Length ? _text[position] : '\0';

    private void Add(TokenKind kind, int end, Keyword keyword = Keyword.NotAny)
    {
        _tokens.Add(new Token(kind, keyword, _position, end));
        _position = end;
    }
}
