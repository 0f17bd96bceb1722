using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses what operators stand between: literals, parameters, variables, brackets, calls, subqueries.</summary>
internal sealed class AtomParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses one atom.</summary>
    public Expression Parse()
    {
        switch (_reader.Current.Kind)
        {
            case TokenKind.Integer:
                return Literal(NumberLiteral.Integer(_reader.Source, _reader.Current));
            case TokenKind.Float:
                return Literal(NumberLiteral.Float(_reader.Source, _reader.Current));
            case TokenKind.String:
                return Literal(Value.String(StringLiteral.Decode(_reader.Source, _reader.Current)));
            case TokenKind.Dollar:
                return ParseParameter();
            case TokenKind.LeftParenthesis:
                return ParseParenthesis();
            case TokenKind.LeftBracket:
                return grammar.Collections.ParseBracket();
            case TokenKind.LeftBrace:
                return grammar.Collections.ParseMap();
            case TokenKind.Name or TokenKind.QuotedName:
                return ParseWord();
            default:
                _reader.Expecting("an expression");
                _reader.Fail();
                return null;
        }
    }

    /// <summary>Parses <c>$name</c>, <c>$0</c> or <c>$`a name`</c>.</summary>
    public Parameter ParseParameter()
    {
        int start = _reader.Index;
        _reader.Expect(TokenKind.Dollar);
        string name =
            _reader.Current.Kind == TokenKind.Integer
                ? _reader.TextOf(_reader.Advance()).ToString()
                : _reader.ExpectName("a parameter name").Text;
        return new Parameter(_reader.ExtentFrom(start), name);
    }

    /// <summary>Parses a variable where nothing else is allowed.</summary>
    public Variable ParseVariable()
    {
        Name name = _reader.ExpectName("a variable name");
        return new Variable(name.Extent, name.Text);
    }

    private Literal Literal(Value value) => new(_reader.ExtentOf(_reader.Advance()), value);

    private Expression ParseParenthesis()
    {
        int start = _reader.Index;
        if (PatternLookahead.StartsPattern(_reader, start))
        {
            PatternPart pattern = grammar.Patterns.ParseChain(null, start);
            return new PatternExpression(pattern.Extent, pattern);
        }
        _reader.Advance();
        Expression inner = grammar.Expressions.Parse();
        _reader.Expect(TokenKind.RightParenthesis);
        return inner;
    }

    /// <summary>
    /// Parses what starts with a word. Keywords mean something only where what follows them fits, else they are names.
    /// </summary>
    private Expression ParseWord()
    {
        Token next = _reader.Peek();
        switch (_reader.Current.Keyword)
        {
            case Keyword.True:
                return Literal(Value.True);
            case Keyword.False:
                return Literal(Value.False);
            case Keyword.Null:
                return Literal(Value.Null);
            case Keyword.Inf or Keyword.Infinity:
                return Literal(Value.Float(double.PositiveInfinity));
            case Keyword.Nan:
                return Literal(Value.Float(double.NaN));
            case Keyword.Case when ExpressionParser.MayStart(next) && next.Keyword != Keyword.As:
                return grammar.Cases.Parse();
            case Keyword.Exists or Keyword.Count or Keyword.Collect when StartsSubquery():
                return ParseSubquery();
        }
        if (CallParser.StartsCall(_reader))
        {
            return grammar.Calls.Parse();
        }
        RefuseMisplacedKeyword(next);
        Variable variable = ParseVariable();
        return _reader.Current.Kind == TokenKind.LeftBrace
            ? grammar.Collections.ParseMapProjection(variable)
            : variable;
    }

    /// <summary>
    /// Refuses a keyword before something that no operator joins to it: in <c>WHERE RETURN n</c> the expression is missing,
    /// RETURN is no variable.
    /// </summary>
    private void RefuseMisplacedKeyword(Token next)
    {
        bool nextIsPlain =
            next is { Kind: TokenKind.Name, Keyword: Keyword.NotAny }
            || next.Kind
                is TokenKind.QuotedName
                    or TokenKind.Integer
                    or TokenKind.Float
                    or TokenKind.String
                    or TokenKind.Dollar;
        if (nextIsPlain && _reader.Current.Keyword != Keyword.NotAny)
        {
            _reader.Expecting("an expression");
            _reader.Fail();
        }
    }

    /// <summary>Whether a brace follows that is no map projection of a variable that happens to be called count.</summary>
    private bool StartsSubquery() =>
        _reader.Peek().Kind == TokenKind.LeftBrace && _reader.Peek(2).Kind != TokenKind.Dot;

    private SubqueryExpression ParseSubquery()
    {
        int start = _reader.Index;
        SubqueryKind kind = _reader.Advance().Keyword switch
        {
            Keyword.Exists => SubqueryKind.Exists,
            Keyword.Count => SubqueryKind.Count,
            _ => SubqueryKind.Collect,
        };
        _reader.Expect(TokenKind.LeftBrace);
        Query query =
            kind != SubqueryKind.Collect && StartsPattern()
                ? ParsePatternQuery()
                : grammar.Queries.Parse(mayOmitReturn: kind != SubqueryKind.Collect);
        _reader.Expect(TokenKind.RightBrace);
        return new SubqueryExpression(_reader.ExtentFrom(start), kind, query);
    }

    private bool StartsPattern() =>
        _reader.Current.Kind == TokenKind.LeftParenthesis
        || (_reader.AtName && _reader.Peek().Kind == TokenKind.Equal);

    /// <summary>The short form of a subquery, patterns and a filter, as the MATCH that it stands for.</summary>
    private SingleQuery ParsePatternQuery()
    {
        int start = _reader.Index;
        ImmutableArray<PatternPart> patterns = grammar.Patterns.ParseParts();
        Expression? where = grammar.Clauses.ParseWhere();
        var match = new MatchClause(_reader.ExtentFrom(start), false, patterns, where);
        return new SingleQuery(match.Extent, [match]);
    }
}
