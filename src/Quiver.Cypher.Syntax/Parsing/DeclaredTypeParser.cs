using System.Collections.Immutable;
using System.Globalization;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>Parses the types of type predicates: all of Cypher's, with NOT NULL, lists and unions.</summary>
internal sealed class DeclaredTypeParser(Grammar grammar)
{
    // Where one name begins another, the longer one comes first.
    private static readonly (string[] Words, DeclaredTypeKind Kind)[] s_names =
    [
        .. new (string Words, DeclaredTypeKind Kind)[]
        {
            ("NOTHING", DeclaredTypeKind.Nothing),
            ("NULL", DeclaredTypeKind.Null),
            ("BOOLEAN", DeclaredTypeKind.Boolean),
            ("BOOL", DeclaredTypeKind.Boolean),
            ("STRING", DeclaredTypeKind.String),
            ("VARCHAR", DeclaredTypeKind.String),
            ("INTEGER", DeclaredTypeKind.Integer),
            ("INT64", DeclaredTypeKind.Integer),
            ("INTEGER64", DeclaredTypeKind.Integer),
            ("INT", DeclaredTypeKind.Integer),
            ("SIGNED INTEGER", DeclaredTypeKind.Integer),
            ("FLOAT64", DeclaredTypeKind.Float),
            ("FLOAT", DeclaredTypeKind.Float),
            ("DATE", DeclaredTypeKind.Date),
            ("LOCAL TIME", DeclaredTypeKind.LocalTime),
            ("LOCAL DATETIME", DeclaredTypeKind.LocalDateTime),
            ("ZONED TIME", DeclaredTypeKind.ZonedTime),
            ("ZONED DATETIME", DeclaredTypeKind.ZonedDateTime),
            ("TIME WITHOUT TIME ZONE", DeclaredTypeKind.LocalTime),
            ("TIME WITHOUT TIMEZONE", DeclaredTypeKind.LocalTime),
            ("TIME WITH TIME ZONE", DeclaredTypeKind.ZonedTime),
            ("TIME WITH TIMEZONE", DeclaredTypeKind.ZonedTime),
            ("TIMESTAMP WITHOUT TIME ZONE", DeclaredTypeKind.LocalDateTime),
            ("TIMESTAMP WITHOUT TIMEZONE", DeclaredTypeKind.LocalDateTime),
            ("TIMESTAMP WITH TIME ZONE", DeclaredTypeKind.ZonedDateTime),
            ("TIMESTAMP WITH TIMEZONE", DeclaredTypeKind.ZonedDateTime),
            ("DURATION", DeclaredTypeKind.Duration),
            ("POINT", DeclaredTypeKind.Point),
            ("NODE", DeclaredTypeKind.Node),
            ("VERTEX", DeclaredTypeKind.Node),
            ("ANY NODE", DeclaredTypeKind.Node),
            ("ANY VERTEX", DeclaredTypeKind.Node),
            ("RELATIONSHIP", DeclaredTypeKind.Relationship),
            ("EDGE", DeclaredTypeKind.Relationship),
            ("ANY RELATIONSHIP", DeclaredTypeKind.Relationship),
            ("ANY EDGE", DeclaredTypeKind.Relationship),
            ("MAP", DeclaredTypeKind.Map),
            ("ANY MAP", DeclaredTypeKind.Map),
            ("PATH", DeclaredTypeKind.Path),
            ("PROPERTY VALUE", DeclaredTypeKind.PropertyValue),
            ("ANY PROPERTY VALUE", DeclaredTypeKind.PropertyValue),
            ("ANY VALUE", DeclaredTypeKind.Any),
            ("ANY", DeclaredTypeKind.Any),
        }.Select(static n => (n.Words.Split(' '), n.Kind)),
    ];

    private readonly TokenReader _reader = grammar.Reader;

    /// <summary>Parses a type or a union of types.</summary>
    public DeclaredType Parse()
    {
        Token first = _reader.Current;
        var members = ImmutableArray.CreateBuilder<DeclaredTypeMember>();
        ParseInto(members);
        while (grammar.Labels.AtDisjunction)
        {
            _reader.Advance();
            ParseInto(members);
        }
        if (members.Any(static m => m.IsNotNull) && !members.All(static m => m.IsNotNull))
        {
            throw SyntaxErrors.MixedNullability(_reader.Source, first.Start);
        }
        return new DeclaredType([.. members.Distinct().OrderBy(static m => m.Kind)]);
    }

    private void ParseInto(ImmutableArray<DeclaredTypeMember>.Builder members)
    {
        if (_reader.Spells(_reader.Current, "ANY") && AtUnion())
        {
            int outer = _reader.Descend();
            _reader.Advance();
            _reader.AcceptWord("VALUE");
            _reader.Expect(TokenKind.Less);
            members.AddRange(Bracketed().Members);
            _reader.Ascend(outer);
            return;
        }
        var member = ParseMember();
        int outerHeight = _reader.BeginChain();
        while (_reader.AcceptWord("LIST") || _reader.AcceptWord("ARRAY"))
        {
            var element = new DeclaredType([member]);
            member = new DeclaredTypeMember(DeclaredTypeKind.List, AcceptNotNull(), element);
            _reader.GrowChain();
        }
        _reader.EndChain(outerHeight);
        members.Add(member);
    }

    private bool AtUnion() =>
        _reader.Peek().Kind == TokenKind.Less
        || (_reader.Spells(_reader.Peek(), "VALUE") && _reader.Peek(2).Kind == TokenKind.Less);

    private DeclaredTypeMember ParseMember()
    {
        bool isList = _reader.Peek().Kind == TokenKind.Less;
        if (isList && (_reader.AcceptWord("LIST") || _reader.AcceptWord("ARRAY")))
        {
            int outer = _reader.Descend();
            _reader.Expect(TokenKind.Less);
            var element = Bracketed();
            _reader.Ascend(outer);
            return new DeclaredTypeMember(DeclaredTypeKind.List, AcceptNotNull(), element);
        }
        if (_reader.AcceptWord("VECTOR"))
        {
            return ParseVector();
        }
        foreach (var (words, kind) in s_names)
        {
            if (!Fits(words))
            {
                continue;
            }
            for (int i = 0; i < words.Length; i++)
            {
                _reader.Advance();
            }
            return new DeclaredTypeMember(kind, AcceptNotNull());
        }
        _reader.Expecting("a type");
        _reader.Fail();
        return new DeclaredTypeMember(DeclaredTypeKind.Any, IsNotNull: false);
    }

    private DeclaredTypeMember ParseVector()
    {
        CoordinateType? coordinates = null;
        if (_reader.Accept(TokenKind.Less))
        {
            coordinates = ParseCoordinates();
            _reader.Expect(TokenKind.Greater);
        }
        int? dimension = null;
        if (_reader.Accept(TokenKind.LeftParenthesis))
        {
            Token number = _reader.Expect(TokenKind.Integer);
            bool fits = int.TryParse(
                _reader.TextOf(number),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int count
            );
            dimension =
                fits && count is >= 1 and <= VectorValue.MaximumDimensions
                    ? count
                    : throw SyntaxErrors.InvalidDimension(_reader.Source, number.Start);
            _reader.Expect(TokenKind.RightParenthesis);
        }
        return new DeclaredTypeMember(DeclaredTypeKind.Vector, AcceptNotNull())
        {
            Coordinates = coordinates,
            Dimension = dimension,
        };
    }

    private CoordinateType ParseCoordinates()
    {
        if (_reader.AcceptWord("SIGNED"))
        {
            _reader.ExpectWord("INTEGER");
            return CoordinateType.Integer64;
        }
        CoordinateType? type = VectorValue.TypeNamed(_reader.TextOf(_reader.Current));
        if (type is null)
        {
            _reader.Expecting("a type of coordinates");
            _reader.Fail();
        }
        _reader.Advance();
        return type.Value;
    }

    private DeclaredType Bracketed()
    {
        int outerPipe = grammar.Labels.ReservePipe(-1);
        var type = Parse();
        grammar.Labels.ReservePipe(outerPipe);
        _reader.Expect(TokenKind.Greater);
        return type;
    }

    private bool Fits(string[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (!_reader.Spells(_reader.Peek(i), words[i]))
            {
                return false;
            }
        }
        return true;
    }

    private bool AcceptNotNull()
    {
        if (_reader.Accept(TokenKind.Exclamation))
        {
            return true;
        }
        if (!_reader.Accept(Keyword.Not))
        {
            return false;
        }
        _reader.Expect(Keyword.Null);
        return true;
    }
}
