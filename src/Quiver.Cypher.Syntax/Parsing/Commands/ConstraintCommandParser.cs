using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>Parses CREATE CONSTRAINT and DROP CONSTRAINT.</summary>
internal sealed class ConstraintCommandParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;

    private readonly SchemaParser _schema = new(grammar);

    private readonly PropertyTypeParser _types = new(grammar.Reader);

    /// <summary>Whether the word CONSTRAINT stands at a token, not the start of a pattern that happens to be called so.</summary>
    public static bool StartsAt(TokenReader reader, int index) =>
        reader.Spells(reader.TokenAt(index), "CONSTRAINT")
        && SchemaParser.MayFollowWord(reader.TokenAt(index + 1).Kind);

    /// <summary>Parses CREATE CONSTRAINT.</summary>
    public CreateConstraintCommand ParseCreate()
    {
        int start = _reader.Index;
        _reader.Expect(Keyword.Create);
        _reader.ExpectWord("CONSTRAINT");
        Expression? name = _schema.ParseNewName();
        bool ifNotExists = _schema.ParseIfNotExists();
        if (_reader.Current.Keyword == Keyword.On)
        {
            throw SyntaxErrors.OldConstraint(_reader.Source, _reader.Current.Start);
        }
        SchemaPattern pattern = _schema.ParsePattern(IndexType.Range);
        if (_reader.Spells(_reader.Current, "ASSERT"))
        {
            throw SyntaxErrors.OldConstraint(_reader.Source, _reader.Current.Start);
        }
        _reader.ExpectWord("REQUIRE");
        int demandStart = _reader.Index;
        ImmutableArray<Name> properties = _schema.ParseProperties(pattern, mayBeBare: true);
        var (type, valueTypes) = ParseDemand(pattern);
        if (
            properties.Length > 1
            && type is ConstraintType.Existence or ConstraintType.PropertyType
        )
        {
            throw SyntaxErrors.SeveralProperties(
                _reader.Source,
                _reader.TokenAt(demandStart).Start,
                type == ConstraintType.Existence ? "IS NOT NULL" : "IS TYPED"
            );
        }
        Expression? options = _schema.ParseOptions();
        return new CreateConstraintCommand(
            _reader.ExtentFrom(start),
            name,
            ifNotExists,
            pattern,
            properties,
            type,
            valueTypes,
            options
        );
    }

    /// <summary>Parses DROP CONSTRAINT.</summary>
    public DropConstraintCommand ParseDrop()
    {
        int start = _reader.Index;
        _reader.Expect(Keyword.Drop);
        _reader.ExpectWord("CONSTRAINT");
        Token next = _reader.Peek();
        if (_reader.Current.Keyword == Keyword.On && next.Kind == TokenKind.LeftParenthesis)
        {
            throw SyntaxErrors.DropConstraintBySchema(_reader.Source, _reader.TokenAt(start).Start);
        }
        Expression name = _schema.ParseName();
        bool ifExists = _schema.ParseIfExists();
        return new DropConstraintCommand(_reader.ExtentFrom(start), name, ifExists);
    }

    private (ConstraintType Type, ImmutableArray<PropertyType> ValueTypes) ParseDemand(
        SchemaPattern pattern
    )
    {
        if (_reader.Accept(TokenKind.DoubleColon))
        {
            return (ConstraintType.PropertyType, _types.Parse());
        }
        Token first = _reader.Expect(Keyword.Is);
        if (_reader.Accept(Keyword.Not))
        {
            _reader.Expect(Keyword.Null);
            return (ConstraintType.Existence, []);
        }
        if (_reader.Accept(TokenKind.DoubleColon) || _reader.Accept(Keyword.Typed))
        {
            return (ConstraintType.PropertyType, _types.Parse());
        }
        bool isNode = _reader.AcceptWord("NODE");
        bool isRelationship =
            !isNode && (_reader.AcceptWord("RELATIONSHIP") || _reader.AcceptWord("REL"));
        bool isUnique = _reader.AcceptWord("UNIQUE");
        if (!isUnique)
        {
            _reader.ExpectWord("KEY");
        }
        if (pattern.IsRelationship ? isNode : isRelationship)
        {
            string demand = (isNode ? "NODE " : "RELATIONSHIP ") + (isUnique ? "UNIQUE" : "KEY");
            throw SyntaxErrors.WrongPattern(
                _reader.Source,
                first.Start,
                $"IS {demand}",
                pattern.IsRelationship ? "relationship" : "node"
            );
        }
        return (isUnique ? ConstraintType.Uniqueness : ConstraintType.Key, []);
    }
}
