using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses label and type expressions: <c>!</c> binds tightest, then <c>&amp;</c> and <c>:</c>, then <c>|</c>.</summary>
internal sealed class LabelParser(TokenReader reader)
{
    private int _reservedPipe = -1;
    private int _colons;
    private int _signs;

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
        Token first = reader.Current;
        _colons = 0;
        _signs = 0;
        LabelExpression labels = ParseDisjunction(place);
        if (_colons > 0 && place == LabelPlace.Relationship)
        {
            throw SyntaxErrors.TypeConjunctionByColon(reader.Source, first.Start);
        }
        if (_colons > 0 && _signs > 0)
        {
            throw SyntaxErrors.MixedLabelSigns(reader.Source, first.Start);
        }
        return labels;
    }

    private LabelExpression ParseDisjunction(LabelPlace place)
    {
        int start = reader.Index;
        LabelExpression first = ParseConjunction(place);
        if (!AtDisjunction())
        {
            return first;
        }
        var operands = ImmutableArray.CreateBuilder<LabelExpression>();
        operands.Add(first);
        while (AtDisjunction())
        {
            reader.Advance();
            if (place == LabelPlace.Relationship && reader.Current.Kind == TokenKind.Colon)
            {
                reader.Advance();
            }
            _signs++;
            operands.Add(ParseConjunction(place));
        }
        return new LabelDisjunction(reader.ExtentFrom(start), operands.DrainToImmutable());
    }

    private bool AtDisjunction() => reader.Index != _reservedPipe && reader.At(TokenKind.Pipe);

    private LabelExpression ParseConjunction(LabelPlace place)
    {
        int start = reader.Index;
        LabelExpression first = ParseUnary(place);
        if (reader.Current.Kind is not (TokenKind.Ampersand or TokenKind.Colon))
        {
            reader.Expecting("'&'");
            return first;
        }
        var operands = ImmutableArray.CreateBuilder<LabelExpression>();
        operands.Add(first);
        while (reader.Current.Kind is TokenKind.Ampersand or TokenKind.Colon)
        {
            bool isColon = reader.Advance().Kind == TokenKind.Colon;
            _colons += isColon ? 1 : 0;
            _signs += isColon ? 0 : 1;
            operands.Add(ParseUnary(place));
        }
        return new LabelConjunction(reader.ExtentFrom(start), operands.DrainToImmutable());
    }

    private LabelExpression ParseUnary(LabelPlace place)
    {
        int start = reader.Index;
        switch (reader.Current.Kind)
        {
            case TokenKind.Exclamation:
                int outer = reader.Descend();
                reader.Advance();
                _signs++;
                LabelExpression operand = ParseUnary(place);
                reader.Ascend(outer);
                return new LabelNegation(reader.ExtentFrom(start), operand);
            case TokenKind.LeftParenthesis:
                return ParseParenthesis(place);
            case TokenKind.Percent:
                reader.Advance();
                _signs++;
                return new LabelWildcard(reader.ExtentFrom(start));
            case TokenKind.Dollar:
                throw SyntaxErrors.NotSupportedYet(
                    reader.Source,
                    reader.Current.Start,
                    "A dynamic label or type"
                );
            default:
                Name name = reader.ExpectName(
                    place == LabelPlace.Node ? "a node label name" : "a relationship type name"
                );
                return new LabelName(name.Extent, name.Text);
        }
    }

    private LabelExpression ParseParenthesis(LabelPlace place)
    {
        int outer = reader.Descend();
        int outerPipe = ReservePipe(-1);
        reader.Expect(TokenKind.LeftParenthesis);
        LabelExpression inner = ParseDisjunction(place);
        reader.Expect(TokenKind.RightParenthesis);
        ReservePipe(outerPipe);
        reader.Ascend(outer);
        return inner;
    }
}
