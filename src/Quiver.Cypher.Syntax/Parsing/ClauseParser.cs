using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses clauses. Those that administer, and those that are not there yet, are refused by name.</summary>
internal sealed class ClauseParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses the clause that starts here; null when none does.</summary>
    public Clause? TryParse()
    {
        int start = _reader.Index;
        if (_reader.Accept(Keyword.Match))
        {
            return ParseMatch(start, optional: false);
        }
        if (_reader.Accept(Keyword.Optional))
        {
            if (_reader.Accept(Keyword.Call))
            {
                return grammar.CallClauses.Parse(start, optional: true);
            }
            _reader.Expect(Keyword.Match);
            return ParseMatch(start, optional: true);
        }
        if (_reader.Accept(Keyword.Call))
        {
            return grammar.CallClauses.Parse(start, optional: false);
        }
        if (_reader.Accept(Keyword.Load))
        {
            return ParseLoadCsv(start);
        }
        if (_reader.Accept(Keyword.Unwind))
        {
            return ParseUnwind(start);
        }
        if (_reader.Accept(Keyword.With))
        {
            ProjectionBody projection = grammar.Projections.Parse(demandsAliases: true);
            Expression? where = ParseWhere();
            return new WithClause(_reader.ExtentFrom(start), projection, where);
        }
        if (_reader.Accept(Keyword.Return))
        {
            ProjectionBody projection = grammar.Projections.Parse(demandsAliases: false);
            return new ReturnClause(_reader.ExtentFrom(start), projection);
        }
        if (_reader.Accept(Keyword.Finish))
        {
            return new FinishClause(_reader.ExtentFrom(start));
        }
        if (TryParseRows(start) is { } rows)
        {
            return rows;
        }
        if (grammar.Updates.TryParse() is { } update)
        {
            return update;
        }
        if (UnsupportedClauses.Find(_reader) is { } what)
        {
            throw SyntaxErrors.NotSupportedYet(_reader.Source, _reader.Current.Start, what);
        }
        grammar.Updates.NoteExpected();
        return null;
    }

    /// <summary>Whether a clause starts here that could precede or follow others.</summary>
    public static bool MayStart(TokenReader reader) =>
        reader.Current.Keyword
            is Keyword.Match
                or Keyword.Optional
                or Keyword.Call
                or Keyword.Load
                or Keyword.Unwind
                or Keyword.With
                or Keyword.Return
                or Keyword.Finish
                or Keyword.Order
                or Keyword.Skip
                or Keyword.Offset
                or Keyword.Limit
                or Keyword.Filter
                or Keyword.Let
                or Keyword.For
        || UpdateParser.MayStart(reader)
        || UnsupportedClauses.Find(reader) is not null;

    /// <summary>Parses WHERE and its predicate, if there is one.</summary>
    public Expression? ParseWhere() =>
        _reader.Accept(Keyword.Where) ? grammar.Expressions.Parse() : null;

    // The clauses that are a WITH of all variables, or an UNWIND, in other words.
    private Clause? TryParseRows(int start)
    {
        switch (_reader.Current.Keyword)
        {
            case Keyword.Order or Keyword.Skip or Keyword.Offset or Keyword.Limit:
                ProjectionBody rows = grammar.Projections.ParseRows();
                return new WithClause(_reader.ExtentFrom(start), rows, Where: null);
            case Keyword.Filter:
                _reader.Advance();
                var all = new ProjectionBody(
                    _reader.ExtentFrom(start),
                    false,
                    true,
                    [],
                    [],
                    null,
                    null
                );
                _reader.Accept(Keyword.Where);
                Expression filter = grammar.Expressions.Parse();
                return new WithClause(_reader.ExtentFrom(start), all, filter);
            case Keyword.Let:
                _reader.Advance();
                ProjectionBody definitions = grammar.Projections.ParseDefinitions();
                return new WithClause(_reader.ExtentFrom(start), definitions, Where: null);
            case Keyword.For:
                _reader.Advance();
                Variable variable = grammar.Atoms.ParseVariable();
                _reader.Expect(Keyword.In);
                Expression list = grammar.Expressions.Parse();
                return new UnwindClause(_reader.ExtentFrom(start), list, variable);
            default:
                return null;
        }
    }

    private MatchClause ParseMatch(int start, bool optional)
    {
        MatchMode mode = ParseMatchMode();
        ImmutableArray<PatternPart> patterns = grammar.Patterns.ParseParts();
        ImmutableArray<PlannerHint> hints = new PlannerHintParser(grammar).Parse();
        VectorSearch? search = new VectorSearchParser(grammar).Parse();
        Expression? where = ParseWhere();
        return new MatchClause(_reader.ExtentFrom(start), optional, patterns, where)
        {
            Mode = mode,
            Hints = hints,
            Search = search,
        };
    }

    // Both words may be names: only together do they say a mode.
    private MatchMode ParseMatchMode()
    {
        bool isRepeatable = _reader.Current.Keyword == Keyword.Repeatable;
        if (!isRepeatable && _reader.Current.Keyword != Keyword.Different)
        {
            return MatchMode.DifferentRelationships;
        }
        string noun = isRepeatable ? "ELEMENT" : "RELATIONSHIP";
        Token next = _reader.Peek();
        bool isOne = _reader.Spells(next, noun);
        if (!isOne && !_reader.Spells(next, noun + "S"))
        {
            return MatchMode.DifferentRelationships;
        }
        _reader.Advance();
        _reader.Advance();
        if (isOne)
        {
            _reader.AcceptWord("BINDINGS");
        }
        return isRepeatable ? MatchMode.RepeatableElements : MatchMode.DifferentRelationships;
    }

    private LoadCsvClause ParseLoadCsv(int start)
    {
        _reader.Expect(Keyword.Csv);
        bool withHeaders = _reader.Accept(Keyword.With);
        if (withHeaders)
        {
            _reader.Expect(Keyword.Headers);
        }
        _reader.Expect(Keyword.From);
        Expression url = grammar.Expressions.Parse();
        _reader.Expect(Keyword.As);
        Variable variable = grammar.Atoms.ParseVariable();
        string? terminator = null;
        if (_reader.Accept(Keyword.Fieldterminator))
        {
            if (!_reader.At(TokenKind.String))
            {
                _reader.Fail();
            }
            terminator = StringLiteral.Decode(_reader.Source, _reader.Current);
            _reader.Advance();
        }
        return new LoadCsvClause(_reader.ExtentFrom(start), withHeaders, url, variable, terminator);
    }

    private UnwindClause ParseUnwind(int start)
    {
        Expression list = grammar.Expressions.Parse();
        _reader.Expect(Keyword.As);
        Variable variable = grammar.Atoms.ParseVariable();
        return new UnwindClause(_reader.ExtentFrom(start), list, variable);
    }
}
