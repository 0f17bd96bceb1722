using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>Parses the types of a property type constraint: scalars, lists of scalars, unions of these.</summary>
internal sealed class PropertyTypeParser(TokenReader reader)
{
    private static readonly (string Words, PropertyScalar Scalar)[] s_scalars =
    [
        ("BOOLEAN", PropertyScalar.Boolean),
        ("BOOL", PropertyScalar.Boolean),
        ("STRING", PropertyScalar.String),
        ("VARCHAR", PropertyScalar.String),
        ("INTEGER", PropertyScalar.Integer),
        ("INT64", PropertyScalar.Integer),
        ("INT", PropertyScalar.Integer),
        ("SIGNED INTEGER", PropertyScalar.Integer),
        ("FLOAT64", PropertyScalar.Float),
        ("FLOAT", PropertyScalar.Float),
        ("DATE", PropertyScalar.Date),
        ("LOCAL TIME", PropertyScalar.LocalTime),
        ("TIME WITHOUT TIMEZONE", PropertyScalar.LocalTime),
        ("TIME WITHOUT TIME ZONE", PropertyScalar.LocalTime),
        ("ZONED TIME", PropertyScalar.ZonedTime),
        ("TIME WITH TIMEZONE", PropertyScalar.ZonedTime),
        ("TIME WITH TIME ZONE", PropertyScalar.ZonedTime),
        ("LOCAL DATETIME", PropertyScalar.LocalDateTime),
        ("TIMESTAMP WITHOUT TIMEZONE", PropertyScalar.LocalDateTime),
        ("TIMESTAMP WITHOUT TIME ZONE", PropertyScalar.LocalDateTime),
        ("ZONED DATETIME", PropertyScalar.ZonedDateTime),
        ("TIMESTAMP WITH TIMEZONE", PropertyScalar.ZonedDateTime),
        ("TIMESTAMP WITH TIME ZONE", PropertyScalar.ZonedDateTime),
        ("DURATION", PropertyScalar.Duration),
        ("POINT", PropertyScalar.Point),
    ];

    /// <summary>Parses a type or a union of types; gives them in their order, each once.</summary>
    public ImmutableArray<PropertyType> Parse()
    {
        var types = new SortedSet<PropertyType>(
            Comparer<PropertyType>.Create(
                static (a, b) => (a.IsList, a.Scalar).CompareTo((b.IsList, b.Scalar))
            )
        );
        if (reader.AcceptWord("ANY"))
        {
            reader.AcceptWord("VALUE");
            reader.Expect(TokenKind.Less);
            ParseUnion(types);
            reader.Expect(TokenKind.Greater);
        }
        else
        {
            ParseUnion(types);
        }
        return [.. types];
    }

    private void ParseUnion(SortedSet<PropertyType> types)
    {
        do
        {
            types.Add(ParseType());
        } while (reader.Accept(TokenKind.Pipe));
    }

    private PropertyType ParseType()
    {
        Token first = reader.Current;
        bool isList = reader.Peek().Kind == TokenKind.Less;
        if (isList && (reader.AcceptWord("LIST") || reader.AcceptWord("ARRAY")))
        {
            reader.Expect(TokenKind.Less);
            PropertyScalar element = ParseScalar();
            bool isNotNull = AcceptNotNull();
            reader.Expect(TokenKind.Greater);
            return isNotNull
                ? new PropertyType(element, IsList: true)
                : throw SyntaxErrors.NullableElements(reader.Source, first.Start);
        }
        PropertyScalar scalar = ParseScalar();
        bool demandsValue = AcceptNotNull();
        if (reader.AcceptWord("LIST") || reader.AcceptWord("ARRAY"))
        {
            return demandsValue
                ? new PropertyType(scalar, IsList: true)
                : throw SyntaxErrors.NullableElements(reader.Source, first.Start);
        }
        return demandsValue
            ? throw SyntaxErrors.InvalidPropertyType(
                reader.Source,
                first.Start,
                $"{new PropertyType(scalar, IsList: false)} NOT NULL"
            )
            : new PropertyType(scalar, IsList: false);
    }

    private bool AcceptNotNull()
    {
        if (reader.Accept(TokenKind.Exclamation))
        {
            return true;
        }
        bool accepted = reader.Accept(Keyword.Not);
        if (accepted)
        {
            reader.Expect(Keyword.Null);
        }
        return accepted;
    }

    private PropertyScalar ParseScalar()
    {
        foreach (var (words, scalar) in s_scalars)
        {
            string[] parts = words.Split(' ');
            bool fits = true;
            for (int i = 0; fits && i < parts.Length; i++)
            {
                fits = reader.Spells(reader.Peek(i), parts[i]);
            }
            if (!fits)
            {
                continue;
            }
            for (int i = 0; i < parts.Length; i++)
            {
                reader.Advance();
            }
            return scalar;
        }
        if (reader.Current.Kind == TokenKind.Name)
        {
            string text = reader.TextOf(reader.Current).ToString().ToUpperInvariant();
            throw SyntaxErrors.InvalidPropertyType(reader.Source, reader.Current.Start, text);
        }
        reader.Expecting("a property type");
        reader.Fail();
        return default;
    }
}
