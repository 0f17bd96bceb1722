using System.Diagnostics.CodeAnalysis;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Foundation.Text;
using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>
/// Walks the tokens of one query. Every question that is answered no is remembered until the next token is taken:
/// together they are the list of what was expected.
/// </summary>
internal sealed class TokenReader
{
    private readonly List<Token> _tokens;
    private readonly int[] _partners;
    private readonly List<string> _expected = [];
    private int _nesting;
    private int _treeHeight;

    /// <summary>Starts before the first token.</summary>
    public TokenReader(SourceText source)
    {
        Source = source;
        _tokens = Lexer.Tokenize(source.Text);
        _partners = BracketPartners.Find(_tokens);
        Current = _tokens[0];
    }

    /// <summary>The text that is read.</summary>
    public SourceText Source { get; }

    /// <summary>The token to be taken next.</summary>
    public Token Current { get; private set; }

    /// <summary>Which token that is, counted from 0.</summary>
    public int Index { get; private set; }

    /// <summary>How many tokens there are, with the end of input.</summary>
    public int Count => _tokens.Count;

    /// <summary>The token some steps ahead; beyond the end it is the end of input.</summary>
    public Token Peek(int distance = 1) => TokenAt(Index + distance);

    /// <summary>The token of an index; beyond the end it is the end of input.</summary>
    public Token TokenAt(int index) => _tokens[Math.Min(index, _tokens.Count - 1)];

    /// <summary>The index of the bracket that closes the one at an index, or -1.</summary>
    public int PartnerOf(int index) => index < _partners.Length ? _partners[index] : -1;

    /// <summary>The text of a token as written.</summary>
    public ReadOnlySpan<char> TextOf(Token token) =>
        Source.Text.AsSpan(token.Start, token.End - token.Start);

    /// <summary>Takes the current token.</summary>
    public Token Advance()
    {
        Token taken = Current;
        if (taken.Kind != TokenKind.EndOfInput)
        {
            Current = _tokens[++Index];
        }
        _expected.Clear();
        return taken;
    }

    /// <summary>Whether the current token is of a kind; if not, the kind is noted as expected.</summary>
    public bool At(TokenKind kind)
    {
        if (Current.Kind == kind)
        {
            return true;
        }
        _expected.Add(TokenTexts.Expected(kind));
        return false;
    }

    /// <summary>Whether the current token spells a keyword; if not, the keyword is noted as expected.</summary>
    public bool At(Keyword keyword)
    {
        if (Current.Keyword == keyword)
        {
            return true;
        }
        _expected.Add(Keywords.Expected(keyword));
        return false;
    }

    /// <summary>Takes the current token if it is of a kind.</summary>
    public bool Accept(TokenKind kind)
    {
        bool accepted = At(kind);
        if (accepted)
        {
            Advance();
        }
        return accepted;
    }

    /// <summary>Takes the current token if it spells a keyword.</summary>
    public bool Accept(Keyword keyword)
    {
        bool accepted = At(keyword);
        if (accepted)
        {
            Advance();
        }
        return accepted;
    }

    /// <summary>Takes the current token, which must be of a kind.</summary>
    public Token Expect(TokenKind kind)
    {
        if (!At(kind))
        {
            Fail();
        }
        return Advance();
    }

    /// <summary>Takes the current token, which must spell a keyword.</summary>
    public Token Expect(Keyword keyword)
    {
        if (!At(keyword))
        {
            Fail();
        }
        return Advance();
    }

    /// <summary>Whether a token is a word without back-ticks, in any case: for words of commands, which are no keywords.</summary>
    public bool Spells(Token token, string word) =>
        token.Kind == TokenKind.Name
        && TextOf(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the current token is a word of a command; if not, the word is noted as expected.</summary>
    public bool AtWord(string word)
    {
        if (Spells(Current, word))
        {
            return true;
        }
        _expected.Add($"'{word}'");
        return false;
    }

    /// <summary>Takes the current token if it is a word of a command.</summary>
    public bool AcceptWord(string word)
    {
        bool accepted = AtWord(word);
        if (accepted)
        {
            Advance();
        }
        return accepted;
    }

    /// <summary>Takes the current token, which must be a word of a command.</summary>
    public Token ExpectWord(string word)
    {
        if (!AtWord(word))
        {
            Fail();
        }
        return Advance();
    }

    /// <summary>Notes something as expected at the current token.</summary>
    public void Expecting(string what) => _expected.Add(what);

    /// <summary>Whether the current token may be a name.</summary>
    public bool AtName => Current.Kind is TokenKind.Name or TokenKind.QuotedName;

    /// <summary>Takes a name of the given sort, for example "a variable name".</summary>
    public Name ExpectName(string sort)
    {
        if (!AtName)
        {
            Expecting(sort);
            Fail();
        }
        Token token = Advance();
        return new Name(ExtentOf(token), NameText(token));
    }

    /// <summary>What a name token means: without its back-ticks.</summary>
    public string NameText(Token token)
    {
        ReadOnlySpan<char> text = TextOf(token);
        if (token.Kind != TokenKind.QuotedName)
        {
            return text.ToString();
        }
        if (text.Length == 2)
        {
            throw SyntaxErrors.EmptyName(Source, token.Start);
        }
        return text[1..^1].ToString().Replace("``", "`", StringComparison.Ordinal);
    }

    /// <summary>Refuses the names of the statement ahead that only Cypher 5 allows without back-ticks.</summary>
    public void RefuseOldNames()
    {
        for (
            int i = Index;
            _tokens[i].Kind is not TokenKind.Semicolon and not TokenKind.EndOfInput;
            i++
        )
        {
            Token token = _tokens[i];
            int at = token.Kind == TokenKind.Name ? CypherCharacters.FindOld(TextOf(token)) : -1;
            if (at >= 0)
            {
                throw SyntaxErrors.OldName(Source, token, token.Start + at);
            }
        }
    }

    /// <summary>The extent from the token of an index to the last token taken.</summary>
    public SourceExtent ExtentFrom(int firstIndex)
    {
        int start = TokenAt(firstIndex).Start;
        int end = Index > firstIndex ? _tokens[Index - 1].End : start;
        return new(Source.PositionOf(start), end);
    }

    /// <summary>The extent from the start of a node to the last token taken.</summary>
    public SourceExtent ExtentFrom(SyntaxNode first) => new(first.Position, _tokens[Index - 1].End);

    /// <summary>The extent of one token.</summary>
    public SourceExtent ExtentOf(Token token) => new(Source.PositionOf(token.Start), token.End);

    /// <summary>Goes on behind a statement that is wrong: at the next semicolon, or at the end.</summary>
    public void SkipStatement()
    {
        while (Current.Kind is not (TokenKind.Semicolon or TokenKind.EndOfInput))
        {
            Advance();
        }
        _nesting = 0;
        _treeHeight = 0;
    }

    /// <summary>
    /// Goes one level deeper into brackets or the like. Gives what <see cref="Ascend"/> needs to come back.
    /// </summary>
    public int Descend()
    {
        if (_nesting == SyntaxLimits.MaxNesting)
        {
            throw SyntaxErrors.TooDeep(Source, Current.Start);
        }
        _nesting++;
        return BeginChain();
    }

    /// <summary>Comes back from a level.</summary>
    public void Ascend(int outerHeight)
    {
        _nesting--;
        _treeHeight++;
        EndChain(outerHeight);
    }

    /// <summary>
    /// Begins a chain that associates to the left. Between here and <see cref="EndChain"/> the height of the tree is
    /// measured afresh, since what came before stands beside the chain and not below it.
    /// </summary>
    public int BeginChain()
    {
        int outerHeight = _treeHeight;
        _treeHeight = 0;
        return outerHeight;
    }

    /// <summary>Puts one more operator on top of all that the chain holds so far.</summary>
    public void GrowChain()
    {
        if (++_treeHeight > SyntaxLimits.MaxTreeHeight)
        {
            throw SyntaxErrors.TooDeep(Source, Current.Start);
        }
    }

    /// <summary>Ends a chain.</summary>
    public void EndChain(int outerHeight) => _treeHeight = Math.Max(_treeHeight, outerHeight);

    /// <summary>Reports that the current token fits nowhere.</summary>
    [DoesNotReturn]
    public void Fail() => throw Unexpected();

    private CypherException Unexpected() =>
        Current.Kind switch
        {
            TokenKind.UnterminatedString => SyntaxErrors.UnterminatedString(Source, Current),
            TokenKind.UnterminatedComment => SyntaxErrors.UnterminatedComment(Source, Current),
            TokenKind.UnterminatedName => SyntaxErrors.UnterminatedName(Source, Current),
            TokenKind.ExclamationEqual => SyntaxErrors.UnknownInequality(Source, Current.Start),
            _ => SyntaxErrors.InvalidInput(Source, Current, _expected, Hint()),
        };

    /// <summary>What the user probably meant: a comment of another language, or a keyword nearly spelled right.</summary>
    private string? Hint()
    {
        if (StandsBehindDashesAtLineStart())
        {
            return "Did you mean a comment? Comments start with //";
        }
        if (Current.Kind != TokenKind.Name)
        {
            return OperatorHint();
        }
        string? nearest = NearestName.Find(
            TextOf(Current).ToString(),
            _expected.Where(IsKeyword).Select(item => item.Trim('\'').Split(' ')[0])
        );
        return nearest is null ? null : $"Did you mean {nearest}?";
    }

    // Operators of other languages.
    private string? OperatorHint()
    {
        Token next = Peek();
        bool isDoubled = next.Kind == Current.Kind && next.Start == Current.End;
        bool followsItself =
            Index > 0
            && _tokens[Index - 1].Kind == Current.Kind
            && _tokens[Index - 1].End == Current.Start;
        return Current.Kind switch
        {
            TokenKind.Equal when followsItself => "Did you mean =?",
            TokenKind.Ampersand when isDoubled => "Did you mean AND?",
            TokenKind.Exclamation => "Did you mean NOT?",
            _ => null,
        };
    }

    private static bool IsKeyword(string expected) =>
        expected.Length > 1 && expected[0] == '\'' && char.IsAsciiLetter(expected[1]);

    private bool StandsBehindDashesAtLineStart()
    {
        string text = Source.Text;
        int lineStart = Current.Start - (Source.PositionOf(Current.Start).Column - 1);
        int length = text.AsSpan(lineStart).IndexOfAny('\n', '\r');
        var line = text.AsSpan(lineStart, length < 0 ? text.Length - lineStart : length);
        return line.TrimStart().StartsWith("--", StringComparison.Ordinal);
    }
}
