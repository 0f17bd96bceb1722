using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>
/// Tells a pattern from an expression in parentheses: <c>(a)--(b)</c> is a pattern, <c>(a + 1)--(b)</c> a difference. It looks
/// at a few tokens only, since brackets are stepped over.
/// </summary>
internal static class PatternLookahead
{
    /// <summary>Whether a node, a relationship and a node begin at an index, or a node and a quantified path: <c>(a)((x)--(y))+(b)</c>.</summary>
    public static bool StartsPattern(TokenReader reader, int index)
    {
        if (!LooksLikeNode(reader, index))
        {
            return false;
        }
        int position = reader.PartnerOf(index) + 1;
        return StartsStep(
            reader,
            reader.TokenAt(position).Kind == TokenKind.LeftParenthesis ? position + 1 : index
        );
    }

    private static bool StartsStep(TokenReader reader, int index)
    {
        if (!LooksLikeNode(reader, index))
        {
            return false;
        }
        int position = reader.PartnerOf(index) + 1;
        if (reader.TokenAt(position).Kind == TokenKind.Less)
        {
            position++;
        }
        if (reader.TokenAt(position).Kind != TokenKind.Minus)
        {
            return false;
        }
        position++;
        if (reader.TokenAt(position).Kind == TokenKind.LeftBracket)
        {
            position = reader.PartnerOf(position) + 1;
        }
        if (position == 0 || reader.TokenAt(position).Kind != TokenKind.Minus)
        {
            return false;
        }
        position++;
        if (reader.TokenAt(position).Kind == TokenKind.Greater)
        {
            position++;
        }
        position = AfterQuantifier(reader, position);
        return LooksLikeNode(reader, position);
    }

    private static int AfterQuantifier(TokenReader reader, int position) =>
        reader.TokenAt(position).Kind switch
        {
            TokenKind.Plus or TokenKind.Star => position + 1,
            TokenKind.LeftBrace => reader.PartnerOf(position) + 1,
            _ => position,
        };

    private static bool LooksLikeNode(TokenReader reader, int index)
    {
        if (reader.TokenAt(index).Kind != TokenKind.LeftParenthesis || reader.PartnerOf(index) < 0)
        {
            return false;
        }
        Token first = reader.TokenAt(index + 1);
        bool isName = first.Kind is TokenKind.Name or TokenKind.QuotedName;
        return isName
            ? first.Keyword is Keyword.Where or Keyword.Is || EndsName(reader.TokenAt(index + 2))
            : EndsName(first);
    }

    /// <summary>Whether a token may follow the place of a node's variable.</summary>
    private static bool EndsName(Token token) =>
        token.Kind
            is TokenKind.RightParenthesis
                or TokenKind.Colon
                or TokenKind.LeftBrace
                or TokenKind.Dollar
        || token.Keyword is Keyword.Where or Keyword.Is;
}
