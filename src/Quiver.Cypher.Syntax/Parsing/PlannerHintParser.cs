using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses the planner hints behind a MATCH.</summary>
internal sealed class PlannerHintParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses all hints that stand here.</summary>
    public ImmutableArray<PlannerHint> Parse()
    {
        if (_reader.Current.Keyword != Keyword.Using)
        {
            return [];
        }
        var hints = ImmutableArray.CreateBuilder<PlannerHint>();
        while (_reader.Current.Keyword == Keyword.Using)
        {
            hints.Add(ParseOne());
        }
        return hints.DrainToImmutable();
    }

    private PlannerHint ParseOne()
    {
        int start = _reader.Index;
        _reader.Advance();
        if (_reader.AcceptWord("JOIN"))
        {
            _reader.Expect(Keyword.On);
            var variables = ImmutableArray.CreateBuilder<Variable>();
            do
            {
                variables.Add(grammar.Atoms.ParseVariable());
            } while (_reader.Accept(TokenKind.Comma));
            return new PlannerHint(
                _reader.ExtentFrom(start),
                PlannerHintKind.Join,
                variables.DrainToImmutable(),
                Token: null,
                []
            );
        }
        PlannerHintKind kind = PlannerHintKind.Scan;
        if (!_reader.AcceptWord("SCAN"))
        {
            kind =
                _reader.AcceptWord("RANGE") ? PlannerHintKind.RangeIndex
                : _reader.AcceptWord("TEXT") ? PlannerHintKind.TextIndex
                : _reader.AcceptWord("POINT") ? PlannerHintKind.PointIndex
                : PlannerHintKind.Index;
            _reader.ExpectWord("INDEX");
            if (_reader.Peek().Kind != TokenKind.Colon)
            {
                _reader.AcceptWord("SEEK");
            }
        }
        Variable variable = grammar.Atoms.ParseVariable();
        _reader.Expect(TokenKind.Colon);
        Name token = _reader.ExpectName("a label or type");
        var keys = kind == PlannerHintKind.Scan ? [] : ParseKeys();
        return new PlannerHint(_reader.ExtentFrom(start), kind, [variable], token, keys);
    }

    private ImmutableArray<Name> ParseKeys()
    {
        var keys = ImmutableArray.CreateBuilder<Name>();
        _reader.Expect(TokenKind.LeftParenthesis);
        do
        {
            keys.Add(_reader.ExpectName("a property key"));
        } while (_reader.Accept(TokenKind.Comma));
        _reader.Expect(TokenKind.RightParenthesis);
        return keys.DrainToImmutable();
    }
}
