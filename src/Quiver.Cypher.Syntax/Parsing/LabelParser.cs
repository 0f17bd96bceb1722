using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses label and type expressions: <c>!</c> binds tightest, then <c>&amp;</c> and <c>:</c>, then <c>|</c>.</summary>
internal sealed class LabelParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;
    private int _reservedPipe = -1;
    private int _colons;
    private int _signs;

    /// <summary>Whether labels computed for each row may stand here: everywhere but in INSERT.</summary>
    public bool IsDynamicAllowed { get; set; } = true;

    /// <summary>Whether a pipe stands here that joins labels or types.</summary>
    public bool AtDisjunction => _reader.Index != _reservedPipe && _reader.At(TokenKind.Pipe);

    /// <summary>
    /// Names the pipe that belongs to the comprehension around, so that <c>[x IN xs WHERE x:A | x.name]</c> does not read
    /// it as "or". Gives the one reserved before, to be put back.
    /// </summary>
    public int ReservePipe(int index)
    {
        int outer = _reservedPipe;
        _reservedPipe = index;
        return outer;
    }

    /// <summary>Parses what follows the colon or IS.</summary>
    public LabelExpression Parse(LabelPlace place)
    {
        Token first = _reader.Current;
        _colons = 0;
        _signs = 0;
        LabelExpression labels = ParseDisjunction(place);
        if (_colons > 0 && place == LabelPlace.Relationship)
        {
            throw SyntaxErrors.TypeConjunctionByColon(_reader.Source, first.Start);
        }
        if (_colons > 0 && _signs > 0)
        {
            throw SyntaxErrors.MixedLabelSigns(_reader.Source, first.Start);
        }
        return labels;
    }

    /// <summary>Parses one label as SET and REMOVE have it.</summary>
    public LabelExpression ParseSingle()
    {
        if (_reader.At(TokenKind.Dollar))
        {
            return ParseDynamic();
        }
        Name name = _reader.ExpectName("a node label name");
        return new LabelName(name.Extent, name.Text);
    }

    private LabelExpression ParseDisjunction(LabelPlace place)
    {
        int start = _reader.Index;
        LabelExpression first = ParseConjunction(place);
        if (!AtDisjunction)
        {
            return first;
        }
        var operands = ImmutableArray.CreateBuilder<LabelExpression>();
        operands.Add(first);
        while (AtDisjunction)
        {
            _reader.Advance();
            if (place == LabelPlace.Relationship && _reader.Current.Kind == TokenKind.Colon)
            {
                _reader.Advance();
            }
            _signs++;
            operands.Add(ParseConjunction(place));
        }
        return new LabelDisjunction(_reader.ExtentFrom(start), operands.DrainToImmutable());
    }

    private LabelExpression ParseConjunction(LabelPlace place)
    {
        int start = _reader.Index;
        LabelExpression first = ParseUnary(place);
        if (_reader.Current.Kind is not (TokenKind.Ampersand or TokenKind.Colon))
        {
            _reader.Expecting("'&'");
            return first;
        }
        var operands = ImmutableArray.CreateBuilder<LabelExpression>();
        operands.Add(first);
        while (_reader.Current.Kind is TokenKind.Ampersand or TokenKind.Colon)
        {
            bool isColon = _reader.Advance().Kind == TokenKind.Colon;
            _colons += isColon ? 1 : 0;
            _signs += isColon ? 0 : 1;
            operands.Add(ParseUnary(place));
        }
        return new LabelConjunction(_reader.ExtentFrom(start), operands.DrainToImmutable());
    }

    private LabelExpression ParseUnary(LabelPlace place)
    {
        int start = _reader.Index;
        switch (_reader.Current.Kind)
        {
            case TokenKind.Exclamation:
                int outer = _reader.Descend();
                _reader.Advance();
                _signs++;
                LabelExpression operand = ParseUnary(place);
                _reader.Ascend(outer);
                return new LabelNegation(_reader.ExtentFrom(start), operand);
            case TokenKind.LeftParenthesis:
                return ParseParenthesis(place);
            case TokenKind.Percent:
                _reader.Advance();
                _signs++;
                return new LabelWildcard(_reader.ExtentFrom(start));
            case TokenKind.Dollar:
                return ParseDynamic();
            default:
                Name name = _reader.ExpectName(
                    place == LabelPlace.Node ? "a node label name" : "a relationship type name"
                );
                return new LabelName(name.Extent, name.Text);
        }
    }

    private DynamicLabel ParseDynamic()
    {
        int start = _reader.Index;
        if (!IsDynamicAllowed)
        {
            throw SyntaxErrors.DynamicLabelInInsert(_reader.Source, _reader.Current.Start);
        }
        _reader.Expect(TokenKind.Dollar);
        bool matchesAny = _reader.Accept(Keyword.Any);
        if (!matchesAny)
        {
            _reader.Accept(Keyword.All);
        }
        _reader.Expect(TokenKind.LeftParenthesis);
        int outerPipe = ReservePipe(-1);
        (int colons, int signs) = (_colons, _signs);
        Expression expression = grammar.Expressions.Parse();
        (_colons, _signs) = (colons, signs);
        ReservePipe(outerPipe);
        _reader.Expect(TokenKind.RightParenthesis);
        return new DynamicLabel(_reader.ExtentFrom(start), expression, matchesAny);
    }

    private LabelExpression ParseParenthesis(LabelPlace place)
    {
        int outer = _reader.Descend();
        int outerPipe = ReservePipe(-1);
        _reader.Expect(TokenKind.LeftParenthesis);
        LabelExpression inner = ParseDisjunction(place);
        _reader.Expect(TokenKind.RightParenthesis);
        ReservePipe(outerPipe);
        _reader.Ascend(outer);
        return inner;
    }
}
