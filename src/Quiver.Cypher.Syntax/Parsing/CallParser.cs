using System.Collections.Immutable;
using System.Text;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses calls and the forms that look like calls but bind variables or have words for commas.</summary>
internal sealed class CallParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Whether a dotted name and a parenthesis stand here.</summary>
    public static bool StartsCall(TokenReader reader)
    {
        int index = reader.Index;
        while (
            reader.TokenAt(index + 1).Kind == TokenKind.Dot
            && reader.TokenAt(index + 2).Kind is TokenKind.Name or TokenKind.QuotedName
        )
        {
            index += 2;
        }
        return reader.TokenAt(index + 1).Kind == TokenKind.LeftParenthesis;
    }

    /// <summary>Parses a call; <see cref="StartsCall"/> has said that one stands here.</summary>
    public Expression Parse()
    {
        Token token = _reader.Current;
        bool isBare = _reader.Peek().Kind == TokenKind.LeftParenthesis;
        return isBare ? ParseBare(token) : ParsePlain();
    }

    private Expression ParseBare(Token token) =>
        token.Keyword switch
        {
            Keyword.All when BindsVariable(Keyword.In) => ParseQuantifier(Quantifier.All),
            Keyword.Any when BindsVariable(Keyword.In) => ParseQuantifier(Quantifier.Any),
            Keyword.None when BindsVariable(Keyword.In) => ParseQuantifier(Quantifier.None),
            Keyword.Single when BindsVariable(Keyword.In) => ParseQuantifier(Quantifier.Single),
            Keyword.Reduce when _reader.Peek(3).Kind == TokenKind.Equal => ParseReduce(),
            _ when StartsAllReduce(token) => new AllReduceParser(grammar).Parse(),
            Keyword.Trim => ParseTrim(),
            Keyword.Normalize => ParseNormalize(),
            Keyword.Exists => ParseExists(),
            Keyword.ShortestPath or Keyword.AllShortestPaths => ParseShortestPath(),
            _ => ParsePlain(),
        };

    private PatternExpression ParseShortestPath()
    {
        PatternPart pattern = grammar.Patterns.ParseShortestPath(null, _reader.Index);
        return new PatternExpression(pattern.Extent, pattern);
    }

    private bool StartsAllReduce(Token token) =>
        _reader.Peek(3).Kind == TokenKind.Equal && _reader.Spells(token, AllReduceParser.Name);

    private bool BindsVariable(Keyword keyword) => _reader.Peek(3).Keyword == keyword;

    private FunctionCall ParsePlain()
    {
        int start = _reader.Index;
        string name = ParseDottedName();
        _reader.Expect(TokenKind.LeftParenthesis);
        bool isCount = name.Equals("count", StringComparison.OrdinalIgnoreCase);
        if (isCount && _reader.Accept(TokenKind.Star))
        {
            _reader.Expect(TokenKind.RightParenthesis);
            return new FunctionCall(_reader.ExtentFrom(start), name, false, Star: true, []);
        }
        bool distinct = _reader.Accept(Keyword.Distinct);
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        if (!_reader.At(TokenKind.RightParenthesis))
        {
            do
            {
                bool isWord = TakesWord(name, arguments.Count);
                arguments.Add(isWord ? ParseWord() : grammar.Expressions.Parse());
            } while (_reader.Accept(TokenKind.Comma));
        }
        return Close(start, name, distinct, arguments.DrainToImmutable());
    }

    /// <summary>Whether the last argument of a call is a bare word: a vector's type of coordinates, or a metric.</summary>
    private bool TakesWord(string name, int index)
    {
        int place = name.ToUpperInvariant() switch
        {
            "VECTOR" or "VECTOR_DISTANCE" => 2,
            "VECTOR_NORM" => 1,
            _ => -1,
        };
        return index == place
            && _reader.Current.Kind == TokenKind.Name
            && _reader.Peek().Kind == TokenKind.RightParenthesis;
    }

    private Literal ParseWord()
    {
        Token word = _reader.Advance();
        return new Literal(
            _reader.ExtentOf(word),
            Value.String(_reader.TextOf(word).ToString().ToUpperInvariant())
        );
    }

    private FunctionCall Close(
        int start,
        string name,
        bool distinct,
        ImmutableArray<Expression> arguments
    )
    {
        _reader.Expect(TokenKind.RightParenthesis);
        return new FunctionCall(_reader.ExtentFrom(start), name, distinct, Star: false, arguments);
    }

    private string ParseDottedName()
    {
        string first = _reader.ExpectName("a function name").Text;
        if (_reader.Current.Kind != TokenKind.Dot)
        {
            return first;
        }
        var name = new StringBuilder(first);
        while (_reader.Accept(TokenKind.Dot))
        {
            name.Append('.').Append(_reader.ExpectName("a function name").Text);
        }
        return name.ToString();
    }

    private QuantifierExpression ParseQuantifier(Quantifier quantifier)
    {
        int start = _reader.Index;
        _reader.Advance();
        _reader.Expect(TokenKind.LeftParenthesis);
        Variable variable = grammar.Atoms.ParseVariable();
        _reader.Expect(Keyword.In);
        Expression list = grammar.Expressions.Parse();
        _reader.Expect(Keyword.Where);
        Expression predicate = grammar.Expressions.Parse();
        _reader.Expect(TokenKind.RightParenthesis);
        var extent = _reader.ExtentFrom(start);
        return new QuantifierExpression(extent, quantifier, variable, list, predicate);
    }

    private ReduceExpression ParseReduce()
    {
        int start = _reader.Index;
        var fold = Fold.Parse(grammar);
        _reader.Expect(TokenKind.RightParenthesis);
        var extent = _reader.ExtentFrom(start);
        return new ReduceExpression(
            extent,
            fold.Accumulator,
            fold.Initial,
            fold.Variable,
            fold.List,
            fold.Step
        );
    }

    /// <summary><c>trim(s)</c> or <c>trim([BOTH|LEADING|TRAILING] [characters] FROM s)</c>; the latter become btrim, ltrim and rtrim.</summary>
    private FunctionCall ParseTrim()
    {
        int start = _reader.Index;
        string name = ParseDottedName();
        _reader.Expect(TokenKind.LeftParenthesis);
        if (_reader.Accept(TokenKind.RightParenthesis))
        {
            return new FunctionCall(_reader.ExtentFrom(start), name, false, Star: false, []);
        }
        Keyword side = Keyword.Both;
        bool namesSide = TrimSideStandsHere();
        if (namesSide)
        {
            side = _reader.Advance().Keyword;
        }
        string special = side switch
        {
            Keyword.Leading => "ltrim",
            Keyword.Trailing => "rtrim",
            _ => "btrim",
        };
        if ((namesSide || FromStandsHere()) && _reader.Accept(Keyword.From))
        {
            return Close(start, special, false, [grammar.Expressions.Parse()]);
        }
        Expression first = grammar.Expressions.Parse();
        if (
            namesSide
                ? _reader.Expect(Keyword.From).Keyword == Keyword.From
                : _reader.Accept(Keyword.From)
        )
        {
            Expression text = grammar.Expressions.Parse();
            return Close(start, special, false, [text, first]);
        }
        return Close(start, name, false, MoreArguments(first));
    }

    private bool FromStandsHere() =>
        _reader.Current.Keyword == Keyword.From && ExpressionParser.MayStart(_reader.Peek());

    private bool TrimSideStandsHere() =>
        _reader.Current.Keyword is Keyword.Both or Keyword.Leading or Keyword.Trailing
        && ExpressionParser.MayStart(_reader.Peek());

    /// <summary><c>normalize(s, NFC)</c>: the form is a bare word; it becomes a string.</summary>
    private FunctionCall ParseNormalize()
    {
        int start = _reader.Index;
        string name = ParseDottedName();
        _reader.Expect(TokenKind.LeftParenthesis);
        Expression text = grammar.Expressions.Parse();
        bool formFollows =
            _reader.Current.Kind == TokenKind.Comma
            && _reader.Peek().Keyword is Keyword.Nfc or Keyword.Nfd or Keyword.Nfkc or Keyword.Nfkd
            && _reader.Peek(2).Kind == TokenKind.RightParenthesis;
        if (!formFollows)
        {
            return Close(start, name, false, MoreArguments(text));
        }
        _reader.Advance();
        Token form = _reader.Advance();
        var literal = new Literal(
            _reader.ExtentOf(form),
            Value.String(Keywords.TextOf(form.Keyword))
        );
        return Close(start, name, false, [text, literal]);
    }

    private ImmutableArray<Expression> MoreArguments(Expression first)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        arguments.Add(first);
        while (_reader.Accept(TokenKind.Comma))
        {
            arguments.Add(grammar.Expressions.Parse());
        }
        return arguments.DrainToImmutable();
    }

    /// <summary><c>exists</c> takes a pattern; what took a property is gone from the language.</summary>
    private FunctionCall ParseExists()
    {
        Token token = _reader.Current;
        FunctionCall call = ParsePlain();
        return call.Arguments is [PropertyAccess or IndexAccess]
            ? throw SyntaxErrors.OldPropertyExistence(_reader.Source, token.Start)
            : call;
    }
}
