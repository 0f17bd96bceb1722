using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>The clauses and commands that the language has and this parser does not: they are refused by name.</summary>
internal static class UnsupportedClauses
{
    /// <summary>What starts at the current token, in words; null when it is nothing of the language.</summary>
    public static string? Find(TokenReader reader)
    {
        Token token = reader.Current;
        if (token.Kind != TokenKind.Name)
        {
            return null;
        }
        string keyword = Keywords.TextOf(token.Keyword);
        return token.Keyword switch
        {
            Keyword.Create
            or Keyword.Drop
            or Keyword.Alter
            or Keyword.Rename
            or Keyword.Start
            or Keyword.Stop => Command(reader, keyword),
            Keyword.Use
            or Keyword.Grant
            or Keyword.Deny
            or Keyword.Revoke
            or Keyword.Dryrun
            or Keyword.Enable
            or Keyword.Reallocate
            or Keyword.Deallocate => keyword,
            _ => null,
        };
    }

    /// <summary>A command with the word that says on what: CREATE INDEX.</summary>
    private static string Command(TokenReader reader, string keyword)
    {
        Token next = reader.Peek();
        return next.Kind == TokenKind.Name
            ? $"{keyword} {reader.TextOf(next).ToString().ToUpperInvariant()}"
            : keyword;
    }
}
