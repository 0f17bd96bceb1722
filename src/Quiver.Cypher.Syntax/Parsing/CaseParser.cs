using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses both forms of CASE.</summary>
internal sealed class CaseParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses from CASE to END.</summary>
    public Expression Parse()
    {
        int start = _reader.Index;
        _reader.Expect(Keyword.Case);
        return _reader.At(Keyword.When) ? ParseSearched(start) : ParseSimple(start);
    }

    private SearchedCase ParseSearched(int start)
    {
        var branches = ImmutableArray.CreateBuilder<SearchedCaseBranch>();
        do
        {
            int branchStart = _reader.Index;
            _reader.Expect(Keyword.When);
            Expression predicate = grammar.Expressions.Parse();
            _reader.Expect(Keyword.Then);
            Expression result = grammar.Expressions.Parse();
            branches.Add(new(_reader.ExtentFrom(branchStart), predicate, result));
        } while (_reader.At(Keyword.When));
        Expression? otherwise = ParseEnd();
        return new(_reader.ExtentFrom(start), branches.DrainToImmutable(), otherwise);
    }

    private SimpleCase ParseSimple(int start)
    {
        Expression subject = grammar.Expressions.Parse();
        var branches = ImmutableArray.CreateBuilder<SimpleCaseBranch>();
        do
        {
            int branchStart = _reader.Index;
            _reader.Expect(Keyword.When);
            ImmutableArray<Expression> values = ParseValues();
            _reader.Expect(Keyword.Then);
            Expression result = grammar.Expressions.Parse();
            branches.Add(new(_reader.ExtentFrom(branchStart), values, result));
        } while (_reader.At(Keyword.When));
        Expression? otherwise = ParseEnd();
        return new(_reader.ExtentFrom(start), subject, branches.DrainToImmutable(), otherwise);
    }

    private ImmutableArray<Expression> ParseValues()
    {
        var values = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            if (IsOperator(_reader.Current, _reader.Peek()))
            {
                var subject = new CaseSubject(_reader.ExtentOf(_reader.Current));
                values.Add(grammar.Expressions.ParseTestOf(subject));
            }
            else
            {
                values.Add(grammar.Expressions.Parse());
            }
        } while (_reader.Accept(TokenKind.Comma));
        return values.DrainToImmutable();
    }

    private static bool IsOperator(Token token, Token next) =>
        token.Kind
            is TokenKind.Equal
                or TokenKind.NotEqual
                or TokenKind.Less
                or TokenKind.LessOrEqual
                or TokenKind.Greater
                or TokenKind.GreaterOrEqual
                or TokenKind.RegexMatch
                or TokenKind.DoubleColon
        || (token.Keyword == Keyword.Is && next.Kind == TokenKind.DoubleColon)
        || (token.Keyword is Keyword.Starts or Keyword.Ends && next.Keyword == Keyword.With)
        || (
            token.Keyword is Keyword.Is or Keyword.Contains or Keyword.In
            && ExpressionParser.MayStart(next)
            && next.Keyword != Keyword.Then
        );

    private Expression? ParseEnd()
    {
        Expression? otherwise = _reader.Accept(Keyword.Else) ? grammar.Expressions.Parse() : null;
        _reader.Expect(Keyword.End);
        return otherwise;
    }
}
