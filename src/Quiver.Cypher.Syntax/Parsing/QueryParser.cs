using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses runs of clauses and unions of them, and holds the rules on how a query may end.</summary>
internal sealed class QueryParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses a query.</summary>
    /// <param name="mayOmitReturn">Whether it may end without RETURN, as within EXISTS and COUNT.</param>
    public Query Parse(bool mayOmitReturn)
    {
        Query first = ParseUnion(mayOmitReturn);
        if (_reader.Current.Keyword != Keyword.Next)
        {
            return first;
        }
        var parts = new List<(Query Query, int Number)> { (first, 0) };
        while (_reader.Current.Keyword == Keyword.Next)
        {
            int number = _reader.Index;
            _reader.Advance();
            parts.Add((ParseUnion(mayOmitReturn), number));
        }
        return QueryComposition.Sequence(parts);
    }

    private Query ParseUnion(bool mayOmitReturn)
    {
        int start = _reader.Index;
        Query part = ParsePart(mayOmitReturn);
        if (!_reader.At(Keyword.Union))
        {
            return part;
        }
        SingleQuery first = AsSingle(part);
        var parts = ImmutableArray.CreateBuilder<SingleQuery>();
        parts.Add(first);
        bool? all = null;
        while (_reader.At(Keyword.Union))
        {
            Token union = _reader.Advance();
            bool isAll = _reader.Accept(Keyword.All);
            if (!isAll)
            {
                _reader.Accept(Keyword.Distinct);
            }
            if (all is not null && all != isAll)
            {
                throw SyntaxErrors.MixedUnion(_reader.Source, union.Start);
            }
            all = isAll;
            parts.Add(AsSingle(ParsePart(mayOmitReturn)));
        }
        return new UnionQuery(_reader.ExtentFrom(start), parts.DrainToImmutable(), all == true);
    }

    private static SingleQuery AsSingle(Query query) =>
        query as SingleQuery ?? new(query.Extent, QueryComposition.AsClauses(query));

    private Query ParsePart(bool mayOmitReturn) =>
        _reader.Current.Kind == TokenKind.LeftBrace ? ParseBraces(mayOmitReturn)
        : _reader.Current.Keyword == Keyword.When ? ParseChoice(mayOmitReturn)
        : ParseSingle(mayOmitReturn);

    private Query ParseBraces(bool mayOmitReturn)
    {
        int outer = _reader.Descend();
        int outerPipe = grammar.Labels.ReservePipe(-1);
        _reader.Expect(TokenKind.LeftBrace);
        Query query = Parse(mayOmitReturn);
        _reader.Expect(TokenKind.RightBrace);
        grammar.Labels.ReservePipe(outerPipe);
        _reader.Ascend(outer);
        return query;
    }

    // WHEN condition THEN query … ELSE query; each query in braces, or one run of clauses.
    private SingleQuery ParseChoice(bool mayOmitReturn)
    {
        int start = _reader.Index;
        var branches = new List<(Expression? Condition, Query Query)>();
        while (_reader.Accept(Keyword.When))
        {
            Expression condition = grammar.Expressions.Parse();
            _reader.Expect(Keyword.Then);
            branches.Add((condition, ParseBranch(mayOmitReturn)));
        }
        if (_reader.Accept(Keyword.Else))
        {
            branches.Add((null, ParseBranch(mayOmitReturn)));
        }
        return QueryComposition.Choice(_reader.ExtentFrom(start), branches, start);
    }

    private Query ParseBranch(bool mayOmitReturn) =>
        _reader.Current.Kind == TokenKind.LeftBrace
            ? ParseBraces(mayOmitReturn)
            : ParseSingle(mayOmitReturn);

    private SingleQuery ParseSingle(bool mayOmitReturn)
    {
        int start = _reader.Index;
        var clauses = ImmutableArray.CreateBuilder<Clause>();
        while (
            clauses is not [.., ReturnClause or FinishClause]
            && grammar.Clauses.TryParse() is { } clause
        )
        {
            clauses.Add(clause);
        }
        if (clauses is [.., ReturnClause or FinishClause] && ClauseParser.MayStart(_reader))
        {
            throw SyntaxErrors.NotLast(
                _reader.Source,
                clauses[^1].Position.Offset,
                ClauseNames.Of(clauses[^1])
            );
        }
        if (clauses.Count == 0)
        {
            _reader.Fail();
        }
        bool isCallAlone = clauses is [ProcedureCallClause];
        CheckEnd(clauses[^1], mayOmitReturn || isCallAlone || EndsWithCall(clauses[^1]));
        return new SingleQuery(_reader.ExtentFrom(start), clauses.DrainToImmutable());
    }

    // A call may end a query when it gives nothing that could be returned.
    private static bool EndsWithCall(Clause last) =>
        last
            is ProcedureCallClause { YieldsAll: false, Yield.IsEmpty: true }
                or SubqueryCallClause { HasColumns: false, Transactions: null or { Status: null } };

    /// <summary>
    /// Refuses a last clause that gives no result, but only where the query does end: behind a mistyped word the word is
    /// the fault.
    /// </summary>
    private void CheckEnd(Clause last, bool mayOmitReturn)
    {
        bool ends =
            _reader.Current.Kind
                is TokenKind.EndOfInput
                    or TokenKind.Semicolon
                    or TokenKind.RightBrace
            || _reader.Current.Keyword
                is Keyword.Union
                    or Keyword.Next
                    or Keyword.When
                    or Keyword.Else;
        if (mayOmitReturn || !ends || last is ReturnClause or FinishClause or UpdatingClause)
        {
            return;
        }
        throw SyntaxErrors.CannotConclude(
            _reader.Source,
            last.Position.Offset,
            ClauseNames.Of(last)
        );
    }
}
