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
        return Finish(start, distinct, includesAll, items.DrainToImmutable());
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
        if (_reader.Spells(_reader.Current, "GROUP") && _reader.Spells(_reader.Peek(), "BY"))
        {
            throw SyntaxErrors.NotSupportedYet(_reader.Source, _reader.Current.Start, "GROUP BY");
        }
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
