using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses what WITH and RETURN share: items, order, skip and limit.</summary>
internal sealed class ProjectionParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses a projection.</summary>
    /// <param name="demandsAliases">Whether every item must have a name of its own, as in WITH.</param>
    public ProjectionBody Parse(bool demandsAliases)
    {
        int start = _reader.Index;
        bool distinct = _reader.Accept(Keyword.Distinct);
        bool includesAll = _reader.Accept(TokenKind.Star);
        var items = ImmutableArray.CreateBuilder<ProjectionItem>();
        while (includesAll || items.Count > 0 ? _reader.Accept(TokenKind.Comma) : true)
        {
            items.Add(ParseItem(demandsAliases));
        }
        Grouping? grouping = ParseGrouping();
        return Finish(start, distinct, includesAll, items.DrainToImmutable()) with
        {
            Grouping = grouping,
        };
    }

    /// <summary>Parses ORDER BY, SKIP and LIMIT that stand on their own: all variables are passed on.</summary>
    public ProjectionBody ParseRows() =>
        Finish(_reader.Index, distinct: false, includesAll: true, []);

    /// <summary>Parses what follows LET: names with their values, besides all variables.</summary>
    public ProjectionBody ParseDefinitions()
    {
        int start = _reader.Index;
        var items = ImmutableArray.CreateBuilder<ProjectionItem>();
        do
        {
            int itemStart = _reader.Index;
            Variable name = grammar.Atoms.ParseVariable();
            _reader.Expect(TokenKind.Equal);
            Expression value = grammar.Expressions.Parse();
            items.Add(new ProjectionItem(_reader.ExtentFrom(itemStart), value, name, name.Name));
        } while (_reader.Accept(TokenKind.Comma));
        return new ProjectionBody(
            _reader.ExtentFrom(start),
            Distinct: false,
            IncludesAll: true,
            items.DrainToImmutable(),
            [],
            Skip: null,
            Limit: null
        );
    }

    /// <summary>Parses what follows YIELD in SHOW: a star or names of columns, order, skip and limit.</summary>
    public ProjectionBody ParseYield()
    {
        int start = _reader.Index;
        bool includesAll = _reader.Accept(TokenKind.Star);
        var items = ImmutableArray.CreateBuilder<ProjectionItem>();
        while (!includesAll && (items.Count == 0 || _reader.Accept(TokenKind.Comma)))
        {
            int itemStart = _reader.Index;
            Variable column = grammar.Atoms.ParseVariable();
            Variable? alias = _reader.Accept(Keyword.As) ? grammar.Atoms.ParseVariable() : null;
            string name = alias?.Name ?? column.Name;
            items.Add(new ProjectionItem(_reader.ExtentFrom(itemStart), column, alias, name));
        }
        return Finish(start, distinct: false, includesAll, items.DrainToImmutable());
    }

    private ProjectionBody Finish(
        int start,
        bool distinct,
        bool includesAll,
        ImmutableArray<ProjectionItem> items
    )
    {
        ImmutableArray<SortItem> orderBy = ParseOrderBy();
        Expression? skip = null;
        if (_reader.Accept(Keyword.Skip) || _reader.Accept(Keyword.Offset))
        {
            skip = grammar.Expressions.Parse();
        }
        Expression? limit = _reader.Accept(Keyword.Limit) ? grammar.Expressions.Parse() : null;
        return new ProjectionBody(
            _reader.ExtentFrom(start),
            distinct,
            includesAll,
            items,
            orderBy,
            skip,
            limit
        );
    }

    /// <summary>Parses GROUP BY with ALL, with <c>()</c> or with keys, if it is there.</summary>
    private Grouping? ParseGrouping()
    {
        int start = _reader.Index;
        _reader.Expecting("'GROUP BY'");
        if (!_reader.Spells(_reader.Current, "GROUP"))
        {
            return null;
        }
        _reader.Advance();
        _reader.Expect(Keyword.By);
        Token next = _reader.Peek();
        if (_reader.At(TokenKind.LeftParenthesis) && next.Kind == TokenKind.RightParenthesis)
        {
            _reader.Advance();
            _reader.Advance();
            return new Grouping(_reader.ExtentFrom(start), IsAll: false, []);
        }
        // ALL may be a variable, too, or the predicate: all(x IN …).
        bool isAll =
            _reader.AtWord("ALL")
            && next.Kind is not (TokenKind.LeftParenthesis or TokenKind.Dot or TokenKind.Comma);
        if (isAll)
        {
            _reader.Advance();
            return new Grouping(_reader.ExtentFrom(start), IsAll: true, []);
        }
        var keys = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            keys.Add(grammar.Expressions.Parse());
        } while (_reader.Accept(TokenKind.Comma));
        return new Grouping(_reader.ExtentFrom(start), IsAll: false, keys.DrainToImmutable());
    }

    private ProjectionItem ParseItem(bool demandsAlias)
    {
        int start = _reader.Index;
        Expression expression = grammar.Expressions.Parse();
        string text = _reader.ExtentFrom(start).TextIn(_reader.Source.Text);
        Variable? alias = _reader.Accept(Keyword.As) ? grammar.Atoms.ParseVariable() : null;
        string? name = alias?.Name ?? ImplicitName(expression);
        return name is null && demandsAlias
            ? throw SyntaxErrors.WithoutAlias(_reader.Source, _reader.TokenAt(start).Start)
            : new ProjectionItem(_reader.ExtentFrom(start), expression, alias, name ?? text);
    }

    /// <summary>What an expression without an alias is called, where that is not its text.</summary>
    private static string? ImplicitName(Expression expression) =>
        expression switch
        {
            Variable variable => variable.Name,
            MapProjection projection => projection.Subject.Name,
            _ => null,
        };

    private ImmutableArray<SortItem> ParseOrderBy()
    {
        if (!_reader.Accept(Keyword.Order))
        {
            return [];
        }
        _reader.Expect(Keyword.By);
        var items = ImmutableArray.CreateBuilder<SortItem>();
        do
        {
            int start = _reader.Index;
            Expression key = grammar.Expressions.Parse();
            bool descending = _reader.Accept(Keyword.Desc) || _reader.Accept(Keyword.Descending);
            if (!descending && !_reader.Accept(Keyword.Asc))
            {
                _reader.Accept(Keyword.Ascending);
            }
            items.Add(new SortItem(_reader.ExtentFrom(start), key, descending));
        } while (_reader.Accept(TokenKind.Comma));
        return items.DrainToImmutable();
    }
}
