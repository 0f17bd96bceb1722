using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses SEARCH behind the pattern of a MATCH.</summary>
internal sealed class VectorSearchParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses one if one stands here; null if none does.</summary>
    public VectorSearch? Parse()
    {
        int start = _reader.Index;
        if (!_reader.Accept(Keyword.Search))
        {
            return null;
        }
        Variable entity = grammar.Atoms.ParseVariable();
        _reader.Expect(Keyword.In);
        _reader.Expect(TokenKind.LeftParenthesis);
        _reader.ExpectWord("VECTOR");
        _reader.ExpectWord("INDEX");
        Name index = _reader.ExpectName("the name of an index");
        _reader.Expect(Keyword.For);
        Expression query = grammar.Expressions.Parse();
        Expression? where = _reader.Accept(Keyword.Where) ? grammar.Expressions.Parse() : null;
        _reader.Expect(Keyword.Limit);
        Expression limit = grammar.Expressions.Parse();
        _reader.Expect(TokenKind.RightParenthesis);
        Variable? score = null;
        if (_reader.AcceptWord("SCORE"))
        {
            _reader.Expect(Keyword.As);
            score = grammar.Atoms.ParseVariable();
        }
        return new VectorSearch(
            _reader.ExtentFrom(start),
            entity,
            index,
            query,
            where,
            limit,
            score
        );
    }
}
