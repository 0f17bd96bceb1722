using System.Collections.Frozen;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing.Administration;

/// <summary>Finds out against which database a statement runs, as far as its text decides that.</summary>
internal static class StatementTarget
{
    private static readonly GraphReference s_system = new(
        default,
        new Literal(default, Value.String("system")),
        IsElementId: false
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_words = new[]
    {
        "ALTER",
        "CREATE",
        "CYPHER",
        "DEALLOCATE",
        "DENY",
        "DROP",
        "DRYRUN",
        "ENABLE",
        "EXPLAIN",
        "GRANT",
        "PROFILE",
        "REALLOCATE",
        "RENAME",
        "REVOKE",
        "SHOW",
        "START",
        "STOP",
        "USE",
    }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The database behind USE, <c>system</c> for a command that administers, otherwise null.</summary>
    /// <exception cref="Model.Status.CypherException">What precedes the query is wrong.</exception>
    public static GraphReference? Find(string query)
    {
        if (query.Length > SyntaxLimits.MaxQueryLength || !MayDecide(query))
        {
            return null;
        }
        var reader = new TokenReader(new SourceText(query));
        new PrefixParser(reader).Parse();
        if (UseParser.TryParse(new Grammar(reader)) is { } graph)
        {
            return graph;
        }
        return AdministrationParser.ChangesHere(reader) || AdministrationParser.ShowsHere(reader)
            ? s_system
            : null;
    }

    /// <summary>Looks at the first word alone: nearly every query ends here.</summary>
    private static bool MayDecide(ReadOnlySpan<char> query)
    {
        var rest = SkipBlanks(query);
        int length = 0;
        while (length < rest.Length && char.IsAsciiLetter(rest[length]))
        {
            length++;
        }
        if (!s_words.Contains(rest[..length]))
        {
            return false;
        }
        bool createsGraph =
            rest[..length].Equals("CREATE", StringComparison.OrdinalIgnoreCase)
            && SkipBlanks(rest[length..]) is ['(', ..];
        return !createsGraph;
    }

    private static ReadOnlySpan<char> SkipBlanks(ReadOnlySpan<char> text)
    {
        while (true)
        {
            text = text.TrimStart();
            if (text is not ['/', '/' or '*', ..])
            {
                return text;
            }
            bool line = text[1] == '/';
            int end = line ? text.IndexOfAny('\n', '\r') : text[2..].IndexOf("*/") + 2;
            if (line ? end < 0 : end < 2)
            {
                return [];
            }
            text = text[(line ? end + 1 : end + 2)..];
        }
    }
}
