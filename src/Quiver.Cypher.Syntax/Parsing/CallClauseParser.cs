using System.Collections.Immutable;
using System.Text;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses CALL of procedures and of subqueries.</summary>
internal sealed class CallClauseParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses what follows the keyword CALL.</summary>
    /// <param name="start">The index of the clause's first token.</param>
    /// <param name="optional">Whether OPTIONAL precedes.</param>
    public Clause Parse(int start, bool optional)
    {
        bool isSubquery = _reader.At(TokenKind.LeftBrace) || _reader.At(TokenKind.LeftParenthesis);
        return isSubquery ? ParseSubquery(start, optional) : ParseProcedure(start, optional);
    }

    private SubqueryCallClause ParseSubquery(int start, bool optional)
    {
        bool hasScope = _reader.Accept(TokenKind.LeftParenthesis);
        bool importsAll = hasScope && _reader.Accept(TokenKind.Star);
        var imports = ImmutableArray.CreateBuilder<Variable>();
        if (hasScope && !importsAll && !_reader.At(TokenKind.RightParenthesis))
        {
            do
            {
                imports.Add(grammar.Atoms.ParseVariable());
            } while (_reader.Accept(TokenKind.Comma));
        }
        if (hasScope)
        {
            _reader.Expect(TokenKind.RightParenthesis);
        }
        int outer = _reader.Descend();
        int outerPipe = grammar.Labels.ReservePipe(-1);
        _reader.Expect(TokenKind.LeftBrace);
        Query query = grammar.Queries.Parse(mayOmitReturn: false);
        _reader.Expect(TokenKind.RightBrace);
        grammar.Labels.ReservePipe(outerPipe);
        _reader.Ascend(outer);
        var transactions = new InTransactionsParser(grammar).TryParse();
        return new SubqueryCallClause(
            _reader.ExtentFrom(start),
            optional,
            hasScope,
            importsAll,
            imports.DrainToImmutable(),
            query
        )
        {
            Transactions = transactions,
        };
    }

    private ProcedureCallClause ParseProcedure(int start, bool optional)
    {
        Name name = ParseName();
        bool isImplicit = !_reader.Accept(TokenKind.LeftParenthesis);
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        if (!isImplicit)
        {
            if (!_reader.At(TokenKind.RightParenthesis))
            {
                do
                {
                    arguments.Add(grammar.Expressions.Parse());
                } while (_reader.Accept(TokenKind.Comma));
            }
            _reader.Expect(TokenKind.RightParenthesis);
        }
        bool yieldsAll = false;
        var yield = ImmutableArray.CreateBuilder<YieldItem>();
        Expression? where = null;
        if (_reader.Accept(Keyword.Yield))
        {
            yieldsAll = _reader.Accept(TokenKind.Star);
            if (!yieldsAll)
            {
                do
                {
                    yield.Add(ParseYieldItem());
                } while (_reader.Accept(TokenKind.Comma));
                where = grammar.Clauses.ParseWhere();
            }
        }
        return new ProcedureCallClause(
            _reader.ExtentFrom(start),
            optional,
            name,
            isImplicit,
            arguments.DrainToImmutable(),
            yieldsAll,
            yield.DrainToImmutable(),
            where
        );
    }

    private Name ParseName()
    {
        int start = _reader.Index;
        var text = new StringBuilder(_reader.ExpectName("a procedure name").Text);
        while (_reader.Accept(TokenKind.Dot))
        {
            text.Append('.').Append(_reader.ExpectName("a procedure name").Text);
        }
        return new Name(_reader.ExtentFrom(start), text.ToString());
    }

    private YieldItem ParseYieldItem()
    {
        int start = _reader.Index;
        Name column = _reader.ExpectName("the name of a procedure's column");
        Variable? alias = _reader.Accept(Keyword.As) ? grammar.Atoms.ParseVariable() : null;
        return new YieldItem(_reader.ExtentFrom(start), column, alias);
    }
}
