using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>Parses SHOW and TERMINATE with what may follow it: YIELD, WHERE, RETURN.</summary>
internal sealed class ShowParser(Grammar grammar)
{
    /// <summary>What the language lists and this parser does not: refused by name.</summary>
    private static readonly FrozenSet<string> s_unsupported = new[]
    {
        "ALIAS",
        "ALIASES",
        "AUTH",
        "CURRENT",
        "DATABASE",
        "DATABASES",
        "DEFAULT",
        "HOME",
        "POPULATED",
        "PRIVILEGE",
        "PRIVILEGES",
        "ROLE",
        "ROLES",
        "SERVER",
        "SERVERS",
        "SUPPORTED",
        "USER",
        "USERS",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses the query that starts with SHOW.</summary>
    public SingleQuery Parse()
    {
        int start = _reader.Index;
        _reader.Expect(Keyword.Show);
        RefuseUnsupported();
        if (TakeAlias() is { } alias)
        {
            return ParseRest(start, ParseCommand(start, ShowForms.OneAlias, [alias]));
        }
        return ParseRest(start, ParseCommand(start, TakeForm(ShowForms.All)));
    }

    /// <summary>Parses the query that starts with TERMINATE.</summary>
    public SingleQuery ParseTerminate()
    {
        int start = _reader.Index;
        _reader.Expect(Keyword.Terminate);
        return ParseRest(start, ParseCommand(start, TakeForm([ShowForms.Terminated])));
    }

    // Some begin like what there is.
    private void RefuseUnsupported()
    {
        bool isGraphType = Spells(0, "CURRENT") && Spells(1, "GRAPH");
        bool isOfWhom =
            Spells(0, "ALL") || Spells(0, "USER") || Spells(0, "USERS") || Spells(0, "ROLE");
        bool areAllRoles = Spells(0, "ALL") && (Spells(1, "ROLES") || Spells(1, "ROLE"));
        if (isGraphType || areAllRoles || (isOfWhom && (IsPrivileges(1) || IsPrivileges(2))))
        {
            throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(_reader.Index - 1).Start
            );
        }
    }

    private bool IsPrivileges(int distance) =>
        Spells(distance, "PRIVILEGES") || Spells(distance, "PRIVILEGE");

    private bool IsTransactions(int distance) =>
        Spells(distance, "TRANSACTIONS") || Spells(distance, "TRANSACTION");

    private bool Spells(int distance, string word) =>
        _reader.Spells(_reader.TokenAt(_reader.Index + distance), word);

    /// <summary>The name of the one alias that SHOW ALIAS asks for; null where it asks for all.</summary>
    private Expression? TakeAlias()
    {
        bool isAlias = Spells(0, "ALIAS") || Spells(0, "ALIASES");
        if (!isAlias || Spells(1, "FOR"))
        {
            return null;
        }
        _reader.Advance();
        Expression name = ParseName();
        _reader.ExpectWord("FOR");
        if (!_reader.AcceptWord("DATABASES"))
        {
            _reader.ExpectWord("DATABASE");
        }
        return name;
    }

    private ShowClause ParseCommand(int start, ShowForm form)
    {
        ImmutableArray<Expression> names = ParseNames(form.Names);
        return form == ShowForms.Terminated && names.IsEmpty
            ? throw SyntaxErrors.NothingToTerminate(_reader.Source, _reader.TokenAt(start).Start)
            : ParseCommand(start, form, names);
    }

    private ShowClause ParseCommand(int start, ShowForm form, ImmutableArray<Expression> names)
    {
        ProjectionBody? yield = _reader.Accept(Keyword.Yield)
            ? grammar.Projections.ParseYield()
            : null;
        Expression? where = grammar.Clauses.ParseWhere();
        return new ShowClause(
            _reader.ExtentFrom(start),
            form.Kind,
            form.Selection,
            names,
            yield,
            where
        );
    }

    /// <summary>What follows a command: others of transactions, each for each row of the one before, and RETURN.</summary>
    private SingleQuery ParseRest(int start, ShowClause first)
    {
        var clauses = ImmutableArray.CreateBuilder<Clause>();
        clauses.Add(first);
        int last = start;
        if (IsOfTransactions(first))
        {
            while (_reader.Current.Keyword is Keyword.Show or Keyword.Terminate)
            {
                last = _reader.Index;
                clauses.Add(ParseNext());
            }
        }
        bool isComposed = clauses.Count > 1;
        if (isComposed)
        {
            RefuseWithoutColumns(clauses);
        }
        if (((ShowClause)clauses[^1]).Yield is not null && _reader.At(Keyword.Return))
        {
            int returnStart = _reader.Index;
            _reader.Advance();
            ProjectionBody projection = grammar.Projections.Parse(demandsAliases: false);
            clauses.Add(new ReturnClause(_reader.ExtentFrom(returnStart), projection));
        }
        else if (isComposed)
        {
            throw SyntaxErrors.ComposedCommandWithoutReturn(
                _reader.Source,
                _reader.TokenAt(last).Start
            );
        }
        return new SingleQuery(_reader.ExtentFrom(start), clauses.DrainToImmutable());
    }

    private ShowClause ParseNext()
    {
        int start = _reader.Index;
        bool terminates = _reader.At(Keyword.Terminate);
        _reader.Advance();
        ShowForm form = TakeForm([terminates ? ShowForms.Terminated : ShowForms.Running]);
        return ParseCommand(start, form);
    }

    private void RefuseWithoutColumns(ImmutableArray<Clause>.Builder clauses)
    {
        foreach (Clause clause in clauses)
        {
            if (((ShowClause)clause).Yield is not { IncludesAll: false })
            {
                throw SyntaxErrors.ComposedCommandWithoutColumns(
                    _reader.Source,
                    clause.Extent.Start.Offset
                );
            }
        }
    }

    private static bool IsOfTransactions(ShowClause show) =>
        show.Kind is ShowKind.Transactions or ShowKind.TerminatedTransactions;

    private ShowForm TakeForm(ImmutableArray<ShowForm> forms)
    {
        ShowForm? longest = null;
        int length = 0;
        int furthest = 0;
        List<string> expected = [];
        foreach (ShowForm form in forms)
        {
            int matched = form.Match(_reader, _reader.Index, out int fitting, out string next);
            if (matched > length)
            {
                (longest, length) = (form, matched);
            }
            if (fitting > furthest)
            {
                furthest = fitting;
                expected.Clear();
            }
            if (matched < 0 && fitting == furthest && !expected.Contains(next))
            {
                expected.Add(next);
            }
        }
        if (longest is null)
        {
            Refuse(furthest, expected);
        }
        Skip(length);
        return longest;
    }

    [DoesNotReturn]
    private void Refuse(int fitting, List<string> expected)
    {
        string word = _reader.TextOf(_reader.Current).ToString();
        if (fitting == 0 && s_unsupported.Contains(word))
        {
            throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(_reader.Index - 1).Start
            );
        }
        Skip(fitting);
        foreach (string item in expected)
        {
            _reader.Expecting(item);
        }
        _reader.Fail();
    }

    private void Skip(int tokenCount)
    {
        for (int i = 0; i < tokenCount; i++)
        {
            _reader.Advance();
        }
    }

    private ImmutableArray<Expression> ParseNames(ShowNames names)
    {
        bool ends =
            _reader.Current.Kind is TokenKind.EndOfInput or TokenKind.Semicolon
            || _reader.Current.Keyword is Keyword.Yield or Keyword.Where
            || (_reader.Current.Keyword is Keyword.Show or Keyword.Terminate && IsTransactions(1));
        if (names == ShowNames.None || ends)
        {
            return [];
        }
        if (names == ShowNames.Ignored)
        {
            ParseName();
            return [];
        }
        if (names == ShowNames.Name)
        {
            return [ParseName()];
        }
        var items = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            items.Add(grammar.Expressions.Parse());
        } while (_reader.Accept(TokenKind.Comma));
        return items.DrainToImmutable();
    }

    private Expression ParseName()
    {
        if (_reader.At(TokenKind.Dollar))
        {
            return grammar.Atoms.ParseParameter();
        }
        int start = _reader.Index;
        var text = new StringBuilder(_reader.ExpectName("a name").Text);
        while (_reader.Accept(TokenKind.Dot))
        {
            text.Append('.').Append(_reader.ExpectName("a name").Text);
        }
        return new Literal(_reader.ExtentFrom(start), Value.String(text.ToString()));
    }
}
