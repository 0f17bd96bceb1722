using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Parsing.Administration;

/// <summary>Reads the words of commands, which mean nothing in queries and are no keywords there.</summary>
internal readonly struct WordReader(TokenReader reader)
{
    /// <summary>Whether a token spells a word; nothing is noted as expected.</summary>
    public static bool Spells(TokenReader reader, int distance, string word)
    {
        Token token = reader.Peek(distance);
        return token.Kind == TokenKind.Name
            && reader.TextOf(token).Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a token spells one of some words.</summary>
    public static bool SpellsAny(TokenReader reader, int distance, ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Spells(reader, distance, word))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether the current token spells the word; if not, it is noted as expected.</summary>
    public bool At(string word)
    {
        if (Spells(reader, 0, word))
        {
            return true;
        }
        reader.Expecting($"'{word}'");
        return false;
    }

    /// <summary>Takes the current token if it spells the word.</summary>
    public bool Accept(string word)
    {
        bool accepted = At(word);
        if (accepted)
        {
            reader.Advance();
        }
        return accepted;
    }

    /// <summary>Takes the current token, which must spell the word.</summary>
    public void Expect(string word)
    {
        if (!Accept(word))
        {
            reader.Fail();
        }
    }

    /// <summary>Takes words one after the other if the first is there; then the others must follow.</summary>
    public bool AcceptAll(string first, params ReadOnlySpan<string> others)
    {
        bool accepted = Accept(first);
        if (accepted)
        {
            foreach (string word in others)
            {
                Expect(word);
            }
        }
        return accepted;
    }
}
