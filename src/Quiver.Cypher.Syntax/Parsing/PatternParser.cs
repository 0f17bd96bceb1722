using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses graph patterns.</summary>
internal sealed class PatternParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;
    private readonly QuantifiedPathParser _quantified = new(grammar);

    /// <summary>Parses the comma-separated parts of a MATCH.</summary>
    public ImmutableArray<PatternPart> ParseParts()
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        do
        {
            parts.Add(ParsePart());
        } while (_reader.Accept(TokenKind.Comma));
        return parts.DrainToImmutable();
    }

    /// <summary>Parses a chain of nodes, relationships and repeated paths whose path variable, if any, has been taken.</summary>
    /// <param name="path">The path variable.</param>
    /// <param name="start">The index of the part's first token.</param>
    public PatternPart ParseChain(Variable? path, int start)
    {
        NodePattern first = _quantified.AtPath ? AnyNode() : ParseNode();
        var steps = ImmutableArray.CreateBuilder<PatternStep>();
        while (true)
        {
            int stepStart = _reader.Index;
            if (_reader.At(TokenKind.Minus) || _reader.At(TokenKind.Less))
            {
                RelationshipPattern relationship = ParseRelationship();
                var repeated = _quantified.TryQuantify(relationship, stepStart);
                NodePattern node = ParseNode();
                steps.Add(Step(stepStart, relationship, repeated, node));
            }
            else if (_quantified.AtPath)
            {
                NodePattern any = AnyNode();
                QuantifiedPath repeated = _quantified.Parse();
                bool isNode =
                    _reader.Current.Kind == TokenKind.LeftParenthesis && !_quantified.AtPath;
                steps.Add(Step(stepStart, null, repeated, isNode ? ParseNode() : any));
            }
            else
            {
                break;
            }
        }
        return new PatternPart(_reader.ExtentFrom(start), path, first, steps.DrainToImmutable());
    }

    private PatternStep Step(
        int start,
        RelationshipPattern? relationship,
        QuantifiedPath? repeated,
        NodePattern node
    )
    {
        if (repeated is not null)
        {
            relationship = new RelationshipPattern(
                repeated.Extent,
                null,
                null,
                Direction.Both,
                repeated.Length,
                null,
                null
            );
        }
        return new PatternStep(_reader.ExtentFrom(start), relationship!, node)
        {
            Quantified = repeated,
        };
    }

    // Where no node is written beside a repeated path, any may stand.
    private NodePattern AnyNode() => new(_reader.ExtentOf(_reader.Current), null, null, null, null);

    /// <summary>Parses one part with its path variable, if any.</summary>
    public PatternPart ParsePart()
    {
        int start = _reader.Index;
        Variable? path = null;
        if (_reader.AtName && _reader.Peek().Kind == TokenKind.Equal)
        {
            path = grammar.Atoms.ParseVariable();
            _reader.Advance();
        }
        PathSelector? selector = _quantified.ParseSelector(out PathMode mode);
        PatternPart part =
            AtShortestPath(_reader) ? ParseShortestPath(path, start)
            : _quantified.AtWholePath ? _quantified.ParseWhole(path, start)
            : ParseChain(path, start);
        return part with { Extent = _reader.ExtentFrom(start), Selector = selector, Mode = mode };
    }

    /// <summary>Whether shortestPath or allShortestPaths stands here with a bracket behind it.</summary>
    public static bool AtShortestPath(TokenReader reader) =>
        reader.Current.Keyword is Keyword.ShortestPath or Keyword.AllShortestPaths
        && reader.Peek().Kind == TokenKind.LeftParenthesis;

    /// <summary>Parses <c>shortestPath(…)</c> or <c>allShortestPaths(…)</c>, whose path variable, if any, has been taken.</summary>
    /// <param name="path">The path variable.</param>
    /// <param name="start">The index of the part's first token.</param>
    public PatternPart ParseShortestPath(Variable? path, int start)
    {
        ShortestPathKind kind =
            _reader.Advance().Keyword == Keyword.ShortestPath
                ? ShortestPathKind.One
                : ShortestPathKind.All;
        int outer = _reader.Descend();
        _reader.Expect(TokenKind.LeftParenthesis);
        PatternPart chain = ParseChain(path, _reader.Index);
        _reader.Expect(TokenKind.RightParenthesis);
        _reader.Ascend(outer);
        return chain with { Extent = _reader.ExtentFrom(start), Shortest = kind };
    }

    private NodePattern ParseNode()
    {
        int start = _reader.Index;
        if (_reader.Current.Kind != TokenKind.LeftParenthesis)
        {
            _reader.Expecting("a node pattern");
            _reader.Expect(TokenKind.LeftParenthesis);
        }
        _reader.Advance();
        Variable? variable = ParseOptionalVariable();
        LabelExpression? labels = ParseOptionalLabels(LabelPlace.Node);
        Expression? properties = ParseOptionalProperties();
        Expression? where = grammar.Clauses.ParseWhere();
        _reader.Expect(TokenKind.RightParenthesis);
        return new NodePattern(_reader.ExtentFrom(start), variable, labels, properties, where);
    }

    private RelationshipPattern ParseRelationship()
    {
        int start = _reader.Index;
        bool pointsLeft = _reader.Accept(TokenKind.Less);
        _reader.Expect(TokenKind.Minus);
        var detail = _reader.At(TokenKind.LeftBracket) ? ParseDetail() : default;
        _reader.Expect(TokenKind.Minus);
        bool pointsRight = _reader.Accept(TokenKind.Greater);
        Direction direction = Direction.Both;
        if (pointsLeft != pointsRight)
        {
            direction = pointsLeft ? Direction.Incoming : Direction.Outgoing;
        }
        return new RelationshipPattern(
            _reader.ExtentFrom(start),
            detail.Variable,
            detail.Types,
            direction,
            detail.Length,
            detail.Properties,
            detail.Where
        );
    }

    /// <summary>Parses what stands between a relationship's square brackets.</summary>
    private Detail ParseDetail()
    {
        _reader.Expect(TokenKind.LeftBracket);
        Variable? variable = ParseOptionalVariable();
        LabelExpression? types = ParseOptionalLabels(LabelPlace.Relationship);
        LengthRange? length = _reader.At(TokenKind.Star) ? ParseLength() : null;
        Expression? properties = ParseOptionalProperties();
        Token whereToken = _reader.Current;
        Expression? where = grammar.Clauses.ParseWhere();
        if (where is not null && length is not null)
        {
            throw SyntaxErrors.PredicateOnVariableLength(_reader.Source, whereToken.Start);
        }
        _reader.Expect(TokenKind.RightBracket);
        return new(variable, types, length, properties, where);
    }

    private LengthRange ParseLength()
    {
        int start = _reader.Index;
        _reader.Expect(TokenKind.Star);
        long? minimum = ParseBound();
        if (!_reader.Accept(TokenKind.DotDot))
        {
            return new LengthRange(_reader.ExtentFrom(start), minimum, minimum);
        }
        long? maximum = ParseBound();
        return new LengthRange(_reader.ExtentFrom(start), minimum, maximum);
    }

    private long? ParseBound()
    {
        if (!_reader.At(TokenKind.Integer))
        {
            return null;
        }
        Token token = _reader.Advance();
        return NumberLiteral.Integer(_reader.Source, token).AsInteger();
    }

    private Variable? ParseOptionalVariable()
    {
        if (!_reader.AtName)
        {
            _reader.Expecting("a variable name");
            return null;
        }
        return IntroducesCondition() ? null : grammar.Atoms.ParseVariable();
    }

    /// <summary>
    /// Whether WHERE or IS stands here as a keyword: something follows that a variable of that name could not have.
    /// </summary>
    private bool IntroducesCondition()
    {
        if (_reader.Current.Keyword is not (Keyword.Where or Keyword.Is))
        {
            return false;
        }
        if (_reader.Peek().Kind != TokenKind.LeftBrace)
        {
            return ExpressionParser.MayStart(_reader.Peek());
        }
        Token behindMap = _reader.TokenAt(_reader.PartnerOf(_reader.Index + 1) + 1);
        bool isOnlyMap =
            behindMap.Kind is TokenKind.RightParenthesis or TokenKind.RightBracket
            || behindMap.Keyword == Keyword.Where;
        return !isOnlyMap;
    }

    private LabelExpression? ParseOptionalLabels(LabelPlace place) =>
        _reader.Accept(TokenKind.Colon) || _reader.Accept(Keyword.Is)
            ? grammar.Labels.Parse(place)
            : null;

    private Expression? ParseOptionalProperties()
    {
        if (_reader.At(TokenKind.LeftBrace))
        {
            return grammar.Collections.ParseMap();
        }
        return _reader.At(TokenKind.Dollar) ? grammar.Atoms.ParseParameter() : null;
    }

    private readonly record struct Detail(
        Variable? Variable,
        LabelExpression? Types,
        LengthRange? Length,
        Expression? Properties,
        Expression? Where
    );
}
