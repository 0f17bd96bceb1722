using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses paths in parentheses, quantifiers, and selectors of paths.</summary>
internal sealed class QuantifiedPathParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Whether parentheses around a path, not around a node, begin here.</summary>
    public bool AtPath =>
        _reader.Current.Kind == TokenKind.LeftParenthesis
        && (
            _reader.Peek().Kind == TokenKind.LeftParenthesis
            || (
                _reader.Peek().Kind is TokenKind.Name or TokenKind.QuotedName
                && _reader.Peek(2).Kind == TokenKind.Equal
            )
        );

    /// <summary>Whether such parentheses begin here and are not quantified.</summary>
    public bool AtWholePath
    {
        get
        {
            int partner = AtPath ? _reader.PartnerOf(_reader.Index) : -1;
            return partner >= 0
                && _reader.TokenAt(partner + 1).Kind
                    is not (TokenKind.Plus or TokenKind.Star or TokenKind.LeftBrace);
        }
    }

    /// <summary>Parses a path in parentheses, with its WHERE, that is a whole part of a pattern.</summary>
    /// <param name="path">The path variable before it, if any.</param>
    /// <param name="start">The index of the part's first token.</param>
    public PatternPart ParseWhole(Variable? path, int start)
    {
        int outer = _reader.Descend();
        _reader.Expect(TokenKind.LeftParenthesis);
        PatternPart part = ParseInside(path);
        Expression? where = grammar.Clauses.ParseWhere();
        _reader.Expect(TokenKind.RightParenthesis);
        _reader.Ascend(outer);
        return part with { Extent = _reader.ExtentFrom(start), Where = where };
    }

    /// <summary>Parses a path in parentheses and its quantifier.</summary>
    public QuantifiedPath Parse()
    {
        int start = _reader.Index;
        int outer = _reader.Descend();
        _reader.Expect(TokenKind.LeftParenthesis);
        PatternPart part = ParseInside(null);
        Expression? where = grammar.Clauses.ParseWhere();
        _reader.Expect(TokenKind.RightParenthesis);
        _reader.Ascend(outer);
        if (TryParseQuantifier() is not { } length)
        {
            _reader.At(TokenKind.Plus);
            _reader.At(TokenKind.Star);
            _reader.At(TokenKind.LeftBrace);
            _reader.Fail();
            length = new LengthRange(_reader.ExtentFrom(start), 1, 1);
        }
        return new QuantifiedPath(_reader.ExtentFrom(start), part, where, length);
    }

    /// <summary>Parses a quantifier behind a relationship, which then is a repeated path of its own; null when there is none.</summary>
    /// <param name="relationship">The relationship.</param>
    /// <param name="start">The index of its first token.</param>
    public QuantifiedPath? TryQuantify(RelationshipPattern relationship, int start)
    {
        if (TryParseQuantifier() is not { } length)
        {
            return null;
        }
        if (relationship.Length is not null)
        {
            throw SyntaxErrors.QuantifiedLength(_reader.Source, length.Position.Offset);
        }
        var extent = relationship.Extent;
        var end = new NodePattern(extent, null, null, null, null);
        var step = new PatternStep(extent, relationship, end);
        var part = new PatternPart(extent, null, end, [step]);
        return new QuantifiedPath(_reader.ExtentFrom(start), part, null, length);
    }

    /// <summary>Parses what chooses among paths; null when nothing does.</summary>
    /// <param name="mode">What may occur more than once in a path.</param>
    public PathSelector? ParseSelector(out PathMode mode)
    {
        int start = _reader.Index;
        mode = PathMode.Walk;
        PathSelectorKind kind;
        Expression? count = null;
        switch (_reader.Current.Keyword)
        {
            case Keyword.All:
                _reader.Advance();
                if (!_reader.Accept(Keyword.Shortest))
                {
                    mode = ParseMode();
                    AcceptPaths();
                    return null;
                }
                kind = PathSelectorKind.AllShortest;
                break;
            case Keyword.Any:
                _reader.Advance();
                kind = PathSelectorKind.Any;
                if (_reader.Accept(Keyword.Shortest))
                {
                    kind = PathSelectorKind.Shortest;
                    break;
                }
                count = TryParseCount();
                break;
            case Keyword.Shortest:
                _reader.Advance();
                kind = PathSelectorKind.Shortest;
                count = TryParseCount();
                break;
            default:
                mode = ParseMode();
                if (_reader.Index > start)
                {
                    AcceptPaths();
                }
                return null;
        }
        mode = ParseMode();
        AcceptPaths();
        if (
            kind == PathSelectorKind.Shortest
            && (_reader.AcceptWord("GROUPS") || _reader.AcceptWord("GROUP"))
        )
        {
            kind = PathSelectorKind.ShortestGroups;
        }
        return new PathSelector(_reader.ExtentFrom(start), kind, count);
    }

    private PatternPart ParseInside(Variable? path)
    {
        int start = _reader.Index;
        if (_reader.AtName && _reader.Peek().Kind == TokenKind.Equal)
        {
            path = grammar.Atoms.ParseVariable();
            _reader.Advance();
        }
        return grammar.Patterns.ParseChain(path, start);
    }

    private PathMode ParseMode()
    {
        PathMode mode = PathMode.Walk;
        switch (_reader.Current.Keyword)
        {
            case Keyword.Walk:
                break;
            case Keyword.Trail:
                mode = PathMode.Trail;
                break;
            case Keyword.Acyclic:
                mode = PathMode.Acyclic;
                break;
            default:
                return mode;
        }
        _reader.Advance();
        return mode;
    }

    private void AcceptPaths()
    {
        if (!_reader.AcceptWord("PATHS"))
        {
            _reader.AcceptWord("PATH");
        }
    }

    private Expression? TryParseCount() =>
        _reader.Current.Kind switch
        {
            TokenKind.Integer => grammar.Atoms.Parse(),
            TokenKind.Dollar => grammar.Atoms.ParseParameter(),
            _ => null,
        };

    private LengthRange? TryParseQuantifier()
    {
        int start = _reader.Index;
        switch (_reader.Current.Kind)
        {
            case TokenKind.Plus:
                _reader.Advance();
                return new LengthRange(_reader.ExtentFrom(start), 1, null);
            case TokenKind.Star:
                _reader.Advance();
                return new LengthRange(_reader.ExtentFrom(start), 0, null);
            case TokenKind.LeftBrace:
                _reader.Advance();
                break;
            default:
                return null;
        }
        long? least = TryParseBound();
        long? most = least;
        if (_reader.Accept(TokenKind.Comma))
        {
            most = TryParseBound();
        }
        else if (least is null)
        {
            _reader.Fail();
        }
        _reader.Expect(TokenKind.RightBrace);
        if (most == 0 || most < least)
        {
            throw SyntaxErrors.QuantifierBounds(_reader.Source, _reader.TokenAt(start).Start);
        }
        return new LengthRange(_reader.ExtentFrom(start), least ?? 0, most);
    }

    private long? TryParseBound() =>
        _reader.At(TokenKind.Integer)
            ? NumberLiteral.Integer(_reader.Source, _reader.Advance()).AsInteger()
            : null;
}
