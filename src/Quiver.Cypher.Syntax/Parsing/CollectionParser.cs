using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses lists, comprehensions, maps and map projections.</summary>
internal sealed class CollectionParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses what stands between <c>[</c> and <c>]</c>: a list or a comprehension.</summary>
    public Expression ParseBracket()
    {
        int open = _reader.Index;
        Token first = _reader.Peek();
        bool isName = first.Kind is TokenKind.Name or TokenKind.QuotedName;
        if (isName && _reader.Peek(2).Keyword == Keyword.In)
        {
            var content = BracketContent.Of(_reader, open);
            return content.IsComprehension
                ? ParseListComprehension(content.ProjectionPipe)
                : ParseList();
        }
        bool isNamed = isName && _reader.Peek(2).Kind == TokenKind.Equal;
        if (PatternLookahead.StartsPattern(_reader, open + (isNamed ? 3 : 1)))
        {
            var content = BracketContent.Of(_reader, open);
            if (content.FirstPipe >= 0)
            {
                return ParsePatternComprehension(isNamed, content.ProjectionPipe);
            }
        }
        return ParseList();
    }

    /// <summary>Parses <c>{key: value, …}</c>.</summary>
    public MapExpression ParseMap()
    {
        int start = _reader.Index;
        _reader.Expect(TokenKind.LeftBrace);
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        if (!_reader.At(TokenKind.RightBrace))
        {
            do
            {
                entries.Add(ParseEntry());
            } while (_reader.Accept(TokenKind.Comma));
        }
        _reader.Expect(TokenKind.RightBrace);
        return new MapExpression(_reader.ExtentFrom(start), entries.DrainToImmutable());
    }

    /// <summary>Parses what follows the variable of a map projection.</summary>
    public MapProjection ParseMapProjection(Variable subject)
    {
        _reader.Expect(TokenKind.LeftBrace);
        var items = ImmutableArray.CreateBuilder<MapProjectionItem>();
        if (!_reader.At(TokenKind.RightBrace))
        {
            do
            {
                items.Add(ParseProjectionItem());
            } while (_reader.Accept(TokenKind.Comma));
        }
        _reader.Expect(TokenKind.RightBrace);
        return new MapProjection(_reader.ExtentFrom(subject), subject, items.DrainToImmutable());
    }

    private MapEntry ParseEntry()
    {
        int start = _reader.Index;
        Name key = _reader.ExpectName("a property name");
        if (
            _reader.Current.Kind == TokenKind.RightBrace
            && _reader.TokenAt(start - 1).Kind == TokenKind.LeftBrace
        )
        {
            throw SyntaxErrors.OldParameter(
                _reader.Source,
                _reader.TokenAt(start - 1).Start,
                key.Text
            );
        }
        _reader.Expect(TokenKind.Colon);
        Expression value = grammar.Expressions.Parse();
        return new MapEntry(_reader.ExtentFrom(start), key, value);
    }

    private MapProjectionItem ParseProjectionItem()
    {
        int start = _reader.Index;
        if (_reader.Accept(TokenKind.Dot))
        {
            if (_reader.Accept(TokenKind.Star))
            {
                return new AllPropertiesSelector(_reader.ExtentFrom(start));
            }
            Name property = _reader.ExpectName("a property name");
            return new PropertySelector(_reader.ExtentFrom(start), property);
        }
        Name name = _reader.ExpectName("a property name");
        if (!_reader.Accept(TokenKind.Colon))
        {
            return new VariableSelector(name.Extent, new Variable(name.Extent, name.Text));
        }
        Expression value = grammar.Expressions.Parse();
        return new EntrySelector(_reader.ExtentFrom(start), name, value);
    }

    private ListExpression ParseList()
    {
        int start = _reader.Index;
        _reader.Expect(TokenKind.LeftBracket);
        var elements = ImmutableArray.CreateBuilder<Expression>();
        if (!_reader.At(TokenKind.RightBracket))
        {
            do
            {
                elements.Add(grammar.Expressions.Parse());
            } while (_reader.Accept(TokenKind.Comma));
        }
        _reader.Expect(TokenKind.RightBracket);
        return new ListExpression(_reader.ExtentFrom(start), elements.DrainToImmutable());
    }

    private ListComprehension ParseListComprehension(int projectionPipe)
    {
        int start = _reader.Index;
        _reader.Expect(TokenKind.LeftBracket);
        int outerPipe = grammar.Labels.ReservePipe(projectionPipe);
        Variable variable = grammar.Atoms.ParseVariable();
        _reader.Expect(Keyword.In);
        Expression list = grammar.Expressions.Parse();
        Expression? where = grammar.Clauses.ParseWhere();
        Expression? projection = _reader.Accept(TokenKind.Pipe)
            ? grammar.Expressions.Parse()
            : null;
        grammar.Labels.ReservePipe(outerPipe);
        _reader.Expect(TokenKind.RightBracket);
        return new ListComprehension(_reader.ExtentFrom(start), variable, list, where, projection);
    }

    private PatternComprehension ParsePatternComprehension(bool isNamed, int projectionPipe)
    {
        int start = _reader.Index;
        _reader.Expect(TokenKind.LeftBracket);
        int outerPipe = grammar.Labels.ReservePipe(projectionPipe);
        int patternStart = _reader.Index;
        Variable? path = null;
        if (isNamed)
        {
            path = grammar.Atoms.ParseVariable();
            _reader.Expect(TokenKind.Equal);
        }
        PatternPart pattern = grammar.Patterns.ParseChain(path, patternStart);
        Expression? where = grammar.Clauses.ParseWhere();
        _reader.Expect(TokenKind.Pipe);
        Expression projection = grammar.Expressions.Parse();
        grammar.Labels.ReservePipe(outerPipe);
        _reader.Expect(TokenKind.RightBracket);
        return new PatternComprehension(_reader.ExtentFrom(start), pattern, where, projection);
    }
}
