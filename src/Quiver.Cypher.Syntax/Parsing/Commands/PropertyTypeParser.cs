using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>Parses the types of a property type constraint: scalars, lists of scalars, unions of these.</summary>
internal sealed class PropertyTypeParser(TokenReader reader)
{
    private static readonly (string Words, ValueKind Scalar)[] s_scalars =
    [
        ("BOOLEAN", ValueKind.Boolean),
        ("BOOL", ValueKind.Boolean),
        ("STRING", ValueKind.String),
        ("VARCHAR", ValueKind.String),
        ("INTEGER", ValueKind.Integer),
        ("INT64", ValueKind.Integer),
        ("INT", ValueKind.Integer),
        ("SIGNED INTEGER", ValueKind.Integer),
        ("FLOAT64", ValueKind.Float),
        ("FLOAT", ValueKind.Float),
        ("DATE", ValueKind.Date),
        ("LOCAL TIME", ValueKind.LocalTime),
        ("TIME WITHOUT TIMEZONE", ValueKind.LocalTime),
        ("TIME WITHOUT TIME ZONE", ValueKind.LocalTime),
        ("ZONED TIME", ValueKind.ZonedTime),
        ("TIME WITH TIMEZONE", ValueKind.ZonedTime),
        ("TIME WITH TIME ZONE", ValueKind.ZonedTime),
        ("LOCAL DATETIME", ValueKind.LocalDateTime),
        ("TIMESTAMP WITHOUT TIMEZONE", ValueKind.LocalDateTime),
        ("TIMESTAMP WITHOUT TIME ZONE", ValueKind.LocalDateTime),
        ("ZONED DATETIME", ValueKind.ZonedDateTime),
        ("TIMESTAMP WITH TIMEZONE", ValueKind.ZonedDateTime),
        ("TIMESTAMP WITH TIME ZONE", ValueKind.ZonedDateTime),
        ("DURATION", ValueKind.Duration),
        ("POINT", ValueKind.Point),
    ];

    /// <summary>Parses a type or a union of types; gives them in their order, each once.</summary>
    public ImmutableArray<PropertyType> Parse()
    {
        var types = new SortedSet<PropertyType>(
            Comparer<PropertyType>.Create(
                static (a, b) => (a.IsList, Rank(a)).CompareTo((b.IsList, Rank(b)))
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

    private static int Rank(PropertyType type) => ValueTypeName.UnionOrder.IndexOf(type.Scalar);

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
            ValueKind element = ParseScalar();
            bool isNotNull = AcceptNotNull();
            reader.Expect(TokenKind.Greater);
            return isNotNull
                ? new PropertyType(element, IsList: true)
                : throw SyntaxErrors.NullableElements(reader.Source, first.Start);
        }
        ValueKind scalar = ParseScalar();
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

    private ValueKind ParseScalar()
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
