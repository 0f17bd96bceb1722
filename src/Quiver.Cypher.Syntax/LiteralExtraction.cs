using System.Globalization;
using System.Text;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Parsing;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax;

/// <summary>
/// Puts parameters in the place of the numbers and texts that a query's author wrote into its patterns and conditions, so that queries that differ in such
/// values only are one text, and need one plan.
/// </summary>
/// <remarks>
/// Only what is certainly a value is taken: behind a comparison, in a map of properties, in a list of values. It is left where it decides on more than rows: in the items
/// of RETURN and WITH, whose text names columns, in LIMIT and SKIP, in lengths of paths, in commands.
/// </remarks>
public sealed class LiteralExtraction
{
    /// <summary>How the names of such parameters begin; no name that a client would give.</summary>
    public const string NamePrefix = "  auto";

    /// <summary>The most values taken out of one query; those behind them stay.</summary>
    private const int MaxValues = 128;

    private readonly SourceText _source;
    private readonly List<Token> _tokens;
    private readonly StringBuilder _text = new();
    private readonly List<KeyValuePair<string, Value>> _values = [];

    // The opening brackets around the current token, each with what stands before it.
    private readonly Stack<(TokenKind Kind, Token Before)> _open = new();

    // How many brackets were open where a clause began whose text must stay; -1 in the others.
    private int _keptDepth;
    private int _copied;

    private LiteralExtraction(string query)
    {
        _source = new SourceText(query);
        _tokens = Lexer.Tokenize(query);
    }

    /// <summary>The query with parameters, and their values by name; null when there is nothing to take out.</summary>
    /// <param name="query">The query's text. Cost: linear in its length.</param>
    public static (string Query, IReadOnlyList<KeyValuePair<string, Value>> Values)? TryExtract(
        string query
    )
    {
        if (
            query.AsSpan().IndexOfAnyInRange('0', '9') < 0
            && query.AsSpan().IndexOfAny('\'', '"') < 0
        )
        {
            return null;
        }
        var extraction = new LiteralExtraction(query);
        return extraction.Run() ? (extraction._text.ToString(), extraction._values) : null;
    }

    private bool Run()
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            switch (token.Kind)
            {
                case TokenKind.LeftParenthesis:
                case TokenKind.LeftBracket:
                case TokenKind.LeftBrace:
                    _open.Push((token.Kind, Before(i)));
                    break;
                case TokenKind.RightParenthesis:
                case TokenKind.RightBracket:
                case TokenKind.RightBrace:
                    _open.TryPop(out _);
                    _keptDepth = _open.Count < _keptDepth ? -1 : _keptDepth;
                    break;
                case TokenKind.Name:
                    if (IsCommand(i))
                    {
                        return false;
                    }
                    NoteClause(i);
                    break;
                case TokenKind.Integer or TokenKind.Float or TokenKind.String:
                    if (_keptDepth < 0 && IsValue(i))
                    {
                        Take(token);
                    }
                    break;
                case TokenKind.InvalidCharacter
                or TokenKind.UnterminatedString
                or TokenKind.UnterminatedComment
                or TokenKind.UnterminatedName:
                    return false;
            }
        }
        _text.Append(_source.Text, _copied, _source.Text.Length - _copied);
        return _values.Count > 0;
    }

    private Token Before(int index) => index == 0 ? default : _tokens[index - 1];

    // A command's first word decides; none of them may be told from a query with a name of that spelling but by what follows it.
    private bool IsCommand(int index) =>
        _open.Count == 0
        && _tokens[index].Keyword switch
        {
            Keyword.Create => _tokens[index + 1].Kind == TokenKind.Name
                && _tokens[index + 2].Kind != TokenKind.Equal,
            Keyword.Drop
            or Keyword.Alter
            or Keyword.Show
            or Keyword.Grant
            or Keyword.Deny
            or Keyword.Revoke
            or Keyword.Rename
            or Keyword.Start
            or Keyword.Stop
            or Keyword.Terminate
            or Keyword.Enable
            or Keyword.Deallocate
            or Keyword.Reallocate
            or Keyword.Dryrun => Before(index).Kind
                is TokenKind.EndOfInput
                    or TokenKind.Name
                    or TokenKind.Semicolon,
            _ => false,
        };

    private void NoteClause(int index)
    {
        if (Before(index).Kind is TokenKind.Dot or TokenKind.Dollar or TokenKind.Colon)
        {
            return;
        }
        switch (_tokens[index].Keyword)
        {
            case Keyword.With when Before(index).Keyword is Keyword.Starts or Keyword.Ends:
            case Keyword.Call when _tokens[index + 1].Kind != TokenKind.Name:
                break;
            case Keyword.Return or Keyword.With or Keyword.Yield or Keyword.Call or Keyword.Load:
                // What stands in a clause that is kept is kept with it.
                _keptDepth = _keptDepth < 0 ? _open.Count : _keptDepth;
                break;
            case Keyword.Match
            or Keyword.Where
            or Keyword.Merge
            or Keyword.Create
            or Keyword.Insert
            or Keyword.Set
            or Keyword.Unwind:
                _keptDepth = _keptDepth == _open.Count ? -1 : _keptDepth;
                break;
        }
    }

    // A sign may stand before a number; behind a name it is an operator, whose right side is a value, too.
    private bool IsValue(int index) =>
        Before(index).Kind is TokenKind.Minus or TokenKind.Plus
            ? IsPlaceOfValue(index - 1)
                || Before(index - 1).Kind is TokenKind.Name or TokenKind.QuotedName
            : IsPlaceOfValue(index);

    private bool IsPlaceOfValue(int index)
    {
        var before = Before(index);
        return IsAfterOperator(before)
            || before.Kind switch
            {
                TokenKind.Colon => IsMapEntry(index),
                TokenKind.LeftBracket => IsList(),
                TokenKind.Comma => _open.TryPeek(out var open)
                    && open.Kind == TokenKind.LeftBracket
                    && IsList(),
                _ => false,
            };
    }

    private static bool IsAfterOperator(Token token) =>
        token.Kind
            is TokenKind.Equal
                or TokenKind.NotEqual
                or TokenKind.Less
                or TokenKind.LessOrEqual
                or TokenKind.Greater
                or TokenKind.GreaterOrEqual
        || token is { Kind: TokenKind.Name, Keyword: Keyword.Contains }
        || token is { Kind: TokenKind.Name, Keyword: Keyword.With };

    // {key: value} or , key: value inside braces.
    private bool IsMapEntry(int index) =>
        index > 2
        && _open.TryPeek(out var open)
        && open.Kind == TokenKind.LeftBrace
        && _tokens[index - 2].Kind is TokenKind.Name or TokenKind.QuotedName
        && _tokens[index - 3].Kind is TokenKind.LeftBrace or TokenKind.Comma;

    // Not an index into a list or map, nor what a pattern says of a relationship.
    private bool IsList() =>
        _open.TryPeek(out var open)
        && (
            IsAfterOperator(open.Before)
            || open.Before is { Kind: TokenKind.Name, Keyword: Keyword.In or Keyword.Unwind }
            || open.Before.Kind == TokenKind.Colon
        );

    private void Take(Token token)
    {
        if (TryValue(token) is not { } value || _values.Count == MaxValues)
        {
            return;
        }
        string kind = token.Kind switch
        {
            TokenKind.Integer => "int",
            TokenKind.Float => "float",
            _ => "string",
        };
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"{NamePrefix}{kind}_{_values.Count}"
        );
        _text
            .Append(_source.Text, _copied, token.Start - _copied)
            .Append("$`")
            .Append(name)
            .Append('`');
        _copied = token.End;
        _values.Add(new(name, value));
    }

    // What is no value is left for the parser, which says what is wrong with it.
    private Value? TryValue(Token token)
    {
        try
        {
            return token.Kind switch
            {
                TokenKind.Integer => NumberLiteral.Integer(_source, token),
                TokenKind.Float => NumberLiteral.Float(_source, token),
                _ => Value.String(StringLiteral.Decode(_source, token)),
            };
        }
        catch (CypherException)
        {
            return null;
        }
    }
}
