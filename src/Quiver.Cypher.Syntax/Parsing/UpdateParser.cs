using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses clauses that change the graph.</summary>
internal sealed class UpdateParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses the updating clause that starts here; null when none does.</summary>
    public UpdatingClause? TryParse()
    {
        int start = _reader.Index;
        switch (_reader.Current.Keyword)
        {
            case Keyword.Create when CreatesPattern(_reader):
            case Keyword.Insert:
                bool isInsert = _reader.Advance().Keyword == Keyword.Insert;
                grammar.Labels.IsDynamicAllowed = !isInsert;
                ImmutableArray<PatternPart> parts = grammar.Patterns.ParseParts();
                grammar.Labels.IsDynamicAllowed = true;
                return new CreateClause(_reader.ExtentFrom(start), isInsert, parts);
            case Keyword.Merge:
                return ParseMerge(start);
            case Keyword.Set:
                _reader.Advance();
                ImmutableArray<UpdateItem> items = ParseSetItems();
                return new SetClause(_reader.ExtentFrom(start), items);
            case Keyword.Remove:
                _reader.Advance();
                ImmutableArray<UpdateItem> removed = ParseItems(ParseRemoveItem);
                return new RemoveClause(_reader.ExtentFrom(start), removed);
            case Keyword.Delete or Keyword.Detach or Keyword.Nodetach:
                return ParseDelete(start);
            case Keyword.Foreach:
                return ParseForeach(start);
            default:
                return null;
        }
    }

    /// <summary>Whether an updating clause starts at the current token.</summary>
    public static bool MayStart(TokenReader reader) =>
        reader.Current.Keyword
            is Keyword.Insert
                or Keyword.Merge
                or Keyword.Set
                or Keyword.Remove
                or Keyword.Delete
                or Keyword.Detach
                or Keyword.Nodetach
                or Keyword.Foreach
        || (reader.Current.Keyword == Keyword.Create && CreatesPattern(reader));

    /// <summary>Whether CREATE stands before a pattern (or before nothing), and is not the first word of a command such as CREATE INDEX.</summary>
    private static bool CreatesPattern(TokenReader reader)
    {
        Token next = reader.Peek();
        return next.Kind is not (TokenKind.Name or TokenKind.QuotedName)
            || reader.Peek(2).Kind == TokenKind.Equal
            || next.Keyword is Keyword.ShortestPath or Keyword.AllShortestPaths;
    }

    private MergeClause ParseMerge(int start)
    {
        _reader.Advance();
        PatternPart pattern = grammar.Patterns.ParsePart();
        var actions = ImmutableArray.CreateBuilder<MergeAction>();
        while (_reader.At(Keyword.On))
        {
            int actionStart = _reader.Index;
            _reader.Advance();
            bool onCreate = _reader.Accept(Keyword.Create);
            if (!onCreate)
            {
                _reader.Expect(Keyword.Match);
            }
            _reader.Expect(Keyword.Set);
            ImmutableArray<UpdateItem> items = ParseSetItems();
            actions.Add(new MergeAction(_reader.ExtentFrom(actionStart), onCreate, items));
        }
        return new MergeClause(_reader.ExtentFrom(start), pattern, actions.DrainToImmutable());
    }

    private DeleteClause ParseDelete(int start)
    {
        bool detach = _reader.Accept(Keyword.Detach);
        if (!detach)
        {
            _reader.Accept(Keyword.Nodetach);
        }
        _reader.Expect(Keyword.Delete);
        var expressions = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            expressions.Add(grammar.Expressions.Parse());
        } while (_reader.Accept(TokenKind.Comma));
        return new DeleteClause(_reader.ExtentFrom(start), detach, expressions.DrainToImmutable());
    }

    private ForeachClause ParseForeach(int start)
    {
        int outer = _reader.Descend();
        _reader.Advance();
        int bracket = _reader.Index;
        _reader.Expect(TokenKind.LeftParenthesis);
        Variable variable = grammar.Atoms.ParseVariable();
        _reader.Expect(Keyword.In);
        int outerPipe = grammar.Labels.ReservePipe(BracketContent.Of(_reader, bracket).FirstPipe);
        Expression list = grammar.Expressions.Parse();
        grammar.Labels.ReservePipe(outerPipe);
        _reader.Expect(TokenKind.Pipe);
        var clauses = ImmutableArray.CreateBuilder<Clause>();
        do
        {
            if (TryParse() is not { } clause)
            {
                if (ClauseParser.MayStart(_reader))
                {
                    throw SyntaxErrors.NotInForeach(
                        _reader.Source,
                        _reader.Current.Start,
                        Keywords.TextOf(_reader.Current.Keyword)
                    );
                }
                NoteExpected();
                _reader.Fail();
                break;
            }
            clauses.Add(clause);
        } while (!_reader.At(TokenKind.RightParenthesis));
        _reader.Advance();
        _reader.Ascend(outer);
        return new ForeachClause(
            _reader.ExtentFrom(start),
            variable,
            list,
            clauses.DrainToImmutable()
        );
    }

    /// <summary>Notes the updating clauses as expected at the current token.</summary>
    public void NoteExpected()
    {
        foreach (
            Keyword keyword in (ReadOnlySpan<Keyword>)
                [
                    Keyword.Create,
                    Keyword.Delete,
                    Keyword.Detach,
                    Keyword.Foreach,
                    Keyword.Insert,
                    Keyword.Merge,
                    Keyword.Nodetach,
                    Keyword.Remove,
                    Keyword.Set,
                ]
        )
        {
            _reader.At(keyword);
        }
    }

    private ImmutableArray<UpdateItem> ParseSetItems() => ParseItems(ParseSetItem);

    private ImmutableArray<UpdateItem> ParseItems(Func<UpdateItem> parse)
    {
        var items = ImmutableArray.CreateBuilder<UpdateItem>();
        do
        {
            items.Add(parse());
        } while (_reader.Accept(TokenKind.Comma));
        return items.DrainToImmutable();
    }

    private UpdateItem ParseSetItem()
    {
        int start = _reader.Index;
        Expression target = grammar.Expressions.ParseAccess();
        if (target is PropertyAccess or IndexAccess)
        {
            _reader.Expect(TokenKind.Equal);
            Expression value = grammar.Expressions.Parse();
            return new PropertyUpdate(_reader.ExtentFrom(start), target, value);
        }
        if (target is not Variable variable)
        {
            throw SyntaxErrors.InvalidUpdateTarget(_reader.Source, target.Position.Offset, "SET");
        }
        if (TryParseLabels() is { } labels)
        {
            return new LabelsUpdate(_reader.ExtentFrom(start), variable, labels);
        }
        bool adds = _reader.Accept(TokenKind.PlusEqual);
        if (!adds)
        {
            _reader.Expect(TokenKind.Equal);
        }
        Expression map = grammar.Expressions.Parse();
        return new PropertiesUpdate(_reader.ExtentFrom(start), variable, adds, map);
    }

    private UpdateItem ParseRemoveItem()
    {
        int start = _reader.Index;
        Expression target = grammar.Expressions.ParseAccess();
        if (target is PropertyAccess or IndexAccess)
        {
            return new PropertyUpdate(_reader.ExtentFrom(start), target, Value: null);
        }
        if (target is Variable variable && TryParseLabels() is { } labels)
        {
            return new LabelsUpdate(_reader.ExtentFrom(start), variable, labels);
        }
        if (target is Variable)
        {
            _reader.At(TokenKind.Dot);
            _reader.At(TokenKind.LeftBracket);
            _reader.Fail();
        }
        throw SyntaxErrors.InvalidUpdateTarget(_reader.Source, target.Position.Offset, "REMOVE");
    }

    /// <summary>Parses <c>:A:B</c> or <c>IS A</c>, if it stands here.</summary>
    private ImmutableArray<LabelExpression>? TryParseLabels()
    {
        if (!_reader.Accept(TokenKind.Colon) && !_reader.Accept(Keyword.Is))
        {
            return null;
        }
        var labels = ImmutableArray.CreateBuilder<LabelExpression>();
        do
        {
            labels.Add(grammar.Labels.ParseSingle());
        } while (_reader.Accept(TokenKind.Colon));
        return labels.DrainToImmutable();
    }
}
