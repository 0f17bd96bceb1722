using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>
/// Which bracket closes which. With it the parser looks past a bracketed stretch in one step where the first token
/// does not yet tell what follows, so that it never has to go back over tokens.
/// </summary>
internal static class BracketPartners
{
    /// <summary>For each opening bracket the index of the closing one; -1 for all else.</summary>
    public static int[] Find(List<Token> tokens)
    {
        int[] partners = new int[tokens.Count];
        Array.Fill(partners, -1);
        var open = new Stack<int>();
        for (int i = 0; i < tokens.Count; i++)
        {
            switch (tokens[i].Kind)
            {
                case TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace:
                    open.Push(i);
                    break;
                case TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.RightBrace:
                    if (
                        open.TryPeek(out int opening)
                        && Closes(tokens[opening].Kind, tokens[i].Kind)
                    )
                    {
                        partners[open.Pop()] = i;
                    }
                    break;
            }
        }
        return partners;
    }

    private static bool Closes(TokenKind opening, TokenKind closing) =>
        (opening, closing)
            is
                (TokenKind.LeftParenthesis, TokenKind.RightParenthesis)
                or
                (TokenKind.LeftBracket, TokenKind.RightBracket)
                or
                (TokenKind.LeftBrace, TokenKind.RightBrace);
}
