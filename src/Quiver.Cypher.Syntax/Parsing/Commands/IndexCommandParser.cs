using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>Parses CREATE INDEX and DROP INDEX.</summary>
internal sealed class IndexCommandParser(Grammar grammar)
{
    private static readonly string[] s_words =
    [
        "INDEX",
        "RANGE",
        "TEXT",
        "POINT",
        "LOOKUP",
        "FULLTEXT",
        "VECTOR",
        "BTREE",
    ];

    private readonly TokenReader _reader = grammar.Reader;

    private readonly SchemaParser _schema = new(grammar);

    /// <summary>Whether the words of an index stand at a token, not the start of a pattern that happens to be called so.</summary>
    public static bool StartsAt(TokenReader reader, int index) =>
        Array.Exists(s_words, word => reader.Spells(reader.TokenAt(index), word))
        && SchemaParser.MayFollowWord(reader.TokenAt(index + 1).Kind);

    /// <summary>Parses CREATE INDEX.</summary>
    public CreateIndexCommand ParseCreate()
    {
        int start = _reader.Index;
        _reader.Expect(Keyword.Create);
        IndexType type = ParseType();
        _reader.ExpectWord("INDEX");
        Expression? name = _schema.ParseNewName();
        RefuseOldForm();
        bool ifNotExists = _schema.ParseIfNotExists();
        SchemaPattern pattern = _schema.ParsePattern(type);
        _reader.Expect(Keyword.On);
        ImmutableArray<Name> properties = [];
        ImmutableArray<Name> included = [];
        if (type == IndexType.Lookup)
        {
            ParseLookup(pattern);
        }
        else if (type == IndexType.FullText)
        {
            properties = _schema.ParseEachProperty(pattern);
        }
        else
        {
            int first = _reader.Index;
            properties = _schema.ParseProperties(pattern, mayBeBare: true);
            if (properties.Length > 1 && type != IndexType.Range)
            {
                throw SyntaxErrors.SeveralIndexedProperties(
                    _reader.Source,
                    _reader.TokenAt(first).Start,
                    type
                );
            }
        }
        if (type == IndexType.Vector && _reader.Accept(Keyword.With))
        {
            included = _schema.ParsePropertyList(pattern);
        }
        Expression? options = _schema.ParseOptions();
        return new CreateIndexCommand(
            _reader.ExtentFrom(start),
            name,
            type,
            ifNotExists,
            pattern,
            properties,
            included,
            options
        );
    }

    /// <summary>Parses DROP INDEX.</summary>
    public DropIndexCommand ParseDrop()
    {
        int start = _reader.Index;
        _reader.Expect(Keyword.Drop);
        _reader.ExpectWord("INDEX");
        Token next = _reader.Peek();
        if (_reader.Current.Keyword == Keyword.On && next.Kind == TokenKind.Colon)
        {
            throw SyntaxErrors.DropIndexBySchema(_reader.Source, _reader.TokenAt(start).Start);
        }
        Expression name = _schema.ParseName();
        bool ifExists = _schema.ParseIfExists();
        return new DropIndexCommand(_reader.ExtentFrom(start), name, ifExists);
    }

    private IndexType ParseType()
    {
        Token token = _reader.Current;
        if (_reader.AcceptWord("RANGE"))
        {
            return IndexType.Range;
        }
        if (_reader.AcceptWord("TEXT"))
        {
            return IndexType.Text;
        }
        if (_reader.AcceptWord("POINT"))
        {
            return IndexType.Point;
        }
        if (_reader.AcceptWord("LOOKUP"))
        {
            return IndexType.Lookup;
        }
        if (_reader.AcceptWord("BTREE"))
        {
            throw SyntaxErrors.BtreeIndex(_reader.Source, token.Start);
        }
        if (_reader.AcceptWord("VECTOR"))
        {
            return IndexType.Vector;
        }
        if (_reader.AcceptWord("FULLTEXT"))
        {
            return IndexType.FullText;
        }
        return IndexType.Range;
    }

    private void RefuseOldForm()
    {
        Token next = _reader.Peek();
        if (_reader.Current.Keyword == Keyword.On && next.Kind == TokenKind.Colon)
        {
            throw SyntaxErrors.CreateIndexOn(_reader.Source, _reader.Current.Start);
        }
    }

    /// <summary>Parses <c>EACH labels(n)</c> or <c>EACH type(r)</c>.</summary>
    private void ParseLookup(SchemaPattern pattern)
    {
        if (pattern.IsRelationship)
        {
            _reader.AcceptWord("EACH");
            _reader.ExpectWord("type");
        }
        else
        {
            _reader.ExpectWord("EACH");
            _reader.ExpectWord("labels");
        }
        _reader.Expect(TokenKind.LeftParenthesis);
        _schema.ExpectVariable(pattern);
        _reader.Expect(TokenKind.RightParenthesis);
    }
}
