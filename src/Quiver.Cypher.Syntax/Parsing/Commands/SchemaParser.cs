using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>Parses what the commands about indexes and constraints share.</summary>
internal sealed class SchemaParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Whether what stands behind a word like INDEX shows that the word belongs to a command; behind the name of a pattern stands something else.</summary>
    public static bool MayFollowWord(TokenKind kind) =>
        kind is TokenKind.Name or TokenKind.QuotedName or TokenKind.Dollar or TokenKind.EndOfInput;

    /// <summary>Parses the name of something new, if there is one before FOR, IF or what was once written there.</summary>
    public Expression? ParseNewName()
    {
        Token next = _reader.Peek();
        bool isWordOfCommand =
            (_reader.AtWord("FOR") && next.Kind == TokenKind.LeftParenthesis)
            || (_reader.AtWord("IF") && next.Keyword == Keyword.Not)
            || (
                _reader.Current.Keyword == Keyword.On
                && next.Kind is TokenKind.Colon or TokenKind.LeftParenthesis
            );
        _reader.Expecting("a name");
        bool hasName = _reader.AtName || _reader.Current.Kind == TokenKind.Dollar;
        return hasName && !isWordOfCommand ? ParseName() : null;
    }

    /// <summary>Parses a name or a parameter.</summary>
    public Expression ParseName()
    {
        if (_reader.At(TokenKind.Dollar))
        {
            return grammar.Atoms.ParseParameter();
        }
        Name name = _reader.ExpectName("a name");
        return new Literal(name.Extent, Value.String(name.Text));
    }

    /// <summary>Parses IF NOT EXISTS, if it is there.</summary>
    public bool ParseIfNotExists()
    {
        if (!_reader.AcceptWord("IF"))
        {
            return false;
        }
        _reader.Expect(Keyword.Not);
        _reader.Expect(Keyword.Exists);
        return true;
    }

    /// <summary>Parses IF EXISTS, if it is there.</summary>
    public bool ParseIfExists()
    {
        bool accepted = _reader.AcceptWord("IF");
        if (accepted)
        {
            _reader.Expect(Keyword.Exists);
        }
        return accepted;
    }

    /// <summary>Parses FOR and a node or relationship.</summary>
    /// <param name="type">The kind of index: one of all labels or types has none, a full-text or vector index may have several, any other has one.</param>
    public SchemaPattern ParsePattern(IndexType type)
    {
        _reader.ExpectWord("FOR");
        int start = _reader.Index;
        _reader.Expect(TokenKind.LeftParenthesis);
        if (!_reader.Accept(TokenKind.RightParenthesis))
        {
            var (node, labels) = ParseElement(type, "a node label name");
            _reader.Expect(TokenKind.RightParenthesis);
            return new SchemaPattern(_reader.ExtentFrom(start), false, node, labels);
        }
        _reader.Accept(TokenKind.Less);
        _reader.Expect(TokenKind.Minus);
        _reader.Expect(TokenKind.LeftBracket);
        var (relationship, types) = ParseElement(type, "a relationship type name");
        _reader.Expect(TokenKind.RightBracket);
        _reader.Expect(TokenKind.Minus);
        _reader.Accept(TokenKind.Greater);
        _reader.Expect(TokenKind.LeftParenthesis);
        _reader.Expect(TokenKind.RightParenthesis);
        return new SchemaPattern(_reader.ExtentFrom(start), true, relationship, types);
    }

    /// <summary>Parses properties of a pattern's variable with commas between.</summary>
    /// <param name="pattern">What they belong to.</param>
    /// <param name="mayBeBare">Whether one property may stand without brackets.</param>
    public ImmutableArray<Name> ParseProperties(SchemaPattern pattern, bool mayBeBare)
    {
        if (mayBeBare && _reader.AtName)
        {
            return [ParseProperty(pattern)];
        }
        _reader.Expect(TokenKind.LeftParenthesis);
        var properties = ImmutableArray.CreateBuilder<Name>();
        do
        {
            properties.Add(ParseProperty(pattern));
        } while (_reader.Accept(TokenKind.Comma));
        _reader.Expect(TokenKind.RightParenthesis);
        return properties.DrainToImmutable();
    }

    /// <summary>Parses <c>EACH [n.p, n.q]</c>.</summary>
    /// <param name="pattern">What the properties belong to.</param>
    public ImmutableArray<Name> ParseEachProperty(SchemaPattern pattern)
    {
        _reader.ExpectWord("EACH");
        return ParsePropertyList(pattern);
    }

    /// <summary>Parses <c>[n.p, n.q]</c>.</summary>
    /// <param name="pattern">What the properties belong to.</param>
    public ImmutableArray<Name> ParsePropertyList(SchemaPattern pattern)
    {
        _reader.Expect(TokenKind.LeftBracket);
        var properties = ImmutableArray.CreateBuilder<Name>();
        do
        {
            properties.Add(ParseProperty(pattern));
        } while (_reader.Accept(TokenKind.Comma));
        _reader.Expect(TokenKind.RightBracket);
        return properties.DrainToImmutable();
    }

    /// <summary>Takes the variable of a pattern; another one is no variable here.</summary>
    public void ExpectVariable(SchemaPattern pattern)
    {
        Variable variable = grammar.Atoms.ParseVariable();
        if (variable.Name != pattern.Variable.Name)
        {
            throw SyntaxErrors.UndefinedVariable(
                _reader.Source,
                variable.Position.Offset,
                variable.Name
            );
        }
    }

    /// <summary>Parses OPTIONS with a map or parameter, if they are there.</summary>
    public Expression? ParseOptions()
    {
        if (!_reader.AcceptWord("OPTIONS"))
        {
            return null;
        }
        return _reader.At(TokenKind.Dollar)
            ? grammar.Atoms.ParseParameter()
            : grammar.Collections.ParseMap();
    }

    private (Variable Variable, ImmutableArray<Name> Tokens) ParseElement(
        IndexType type,
        string sort
    )
    {
        Variable variable = grammar.Atoms.ParseVariable();
        if (type == IndexType.Lookup)
        {
            return (variable, []);
        }
        _reader.Expect(TokenKind.Colon);
        var tokens = ImmutableArray.CreateBuilder<Name>();
        do
        {
            tokens.Add(_reader.ExpectName(sort));
        } while (type is IndexType.FullText or IndexType.Vector && _reader.Accept(TokenKind.Pipe));
        return (variable, tokens.DrainToImmutable());
    }

    private Name ParseProperty(SchemaPattern pattern)
    {
        ExpectVariable(pattern);
        _reader.Expect(TokenKind.Dot);
        return _reader.ExpectName("a property name");
    }
}
