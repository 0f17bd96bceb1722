using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Parsing;
using Quiver.Cypher.Syntax.Parsing.Administration;
using Quiver.Cypher.Syntax.Parsing.Commands;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax;

/// <summary>Turns the text of a query into its tree.</summary>
public static class CypherParser
{
    /// <summary>Parses one statement; a semicolon may follow it.</summary>
    /// <param name="query">The text, as the user sent it. Cost: linear in its length.</param>
    /// <param name="otherwise">The version of the language where the text names none.</param>
    /// <returns>The tree. It holds to the rules of syntax only: names are not resolved, types not checked.</returns>
    /// <exception cref="CypherException">
    /// The text is no statement, or one of a kind that is not supported yet. The message names the place as Neo4j's does.
    /// </exception>
    public static Statement Parse(string query, LanguageVersion otherwise = LanguageVersion.Default)
    {
        var reader = Read(query);
        var statement = ParseStatement(reader, otherwise);
        ExpectEnd(reader);
        return statement;
    }

    /// <summary>Parses a script: statements with semicolons between them. One that is wrong does not keep the others from being parsed.</summary>
    /// <param name="script">The text. Cost: linear in its length.</param>
    /// <exception cref="CypherException">The text is longer than a query may be.</exception>
    public static IReadOnlyList<ScriptStatement> ParseScript(string script)
    {
        var reader = Read(script);
        var statements = new List<ScriptStatement>();
        while (reader.Current.Kind != TokenKind.EndOfInput)
        {
            if (reader.Current.Kind == TokenKind.Semicolon)
            {
                reader.Advance();
            }
            else
            {
                statements.Add(ParseNext(reader));
            }
        }
        return statements;
    }

    private static ScriptStatement ParseNext(TokenReader reader)
    {
        var position = reader.Source.PositionOf(reader.Current.Start);
        try
        {
            var statement = ParseStatement(reader, LanguageVersion.Default);
            if (!reader.At(TokenKind.Semicolon) && !reader.At(TokenKind.EndOfInput))
            {
                reader.Fail();
            }
            return new(position, statement, null);
        }
        catch (CypherException error)
        {
            reader.SkipStatement();
            return new(position, null, error);
        }
    }

    private static TokenReader Read(string text) =>
        text.Length <= SyntaxLimits.MaxQueryLength
            ? new TokenReader(new SourceText(text))
            : throw SyntaxErrors.TooLong(text.Length);

    private static Statement ParseStatement(TokenReader reader, LanguageVersion otherwise)
    {
        int start = reader.Index;
        var prefix = new PrefixParser(reader);
        prefix.Parse();
        var version = prefix.Version == LanguageVersion.Default ? otherwise : prefix.Version;
        if (version == LanguageVersion.Cypher25)
        {
            reader.RefuseOldNames();
        }
        var grammar = new Grammar(reader);
        GraphReference? use = UseParser.TryParse(grammar);
        Query body = AdministrationParser.ChangesHere(reader)
            ? new AdministrationParser(grammar).Parse()
            : new CommandParser(grammar).TryParse() ?? grammar.Queries.Parse(mayOmitReturn: false);
        return new Statement(
            reader.ExtentFrom(start),
            reader.Source.Text,
            prefix.Mode,
            version,
            prefix.Options,
            body
        )
        {
            Use = use,
        };
    }

    /// <summary>
    /// The database that a statement's text itself decides on: the one behind <c>USE</c>, <c>system</c> for a command that administers; null for all
    /// others. Costs a look at the first word, except for the few statements that begin like such a command.
    /// </summary>
    /// <exception cref="CypherException">What precedes the query is wrong.</exception>
    public static GraphReference? FindDatabase(string query) => StatementTarget.Find(query);

    private static void ExpectEnd(TokenReader reader)
    {
        bool separated = false;
        while (reader.Accept(TokenKind.Semicolon))
        {
            separated = true;
        }
        if (reader.At(TokenKind.EndOfInput))
        {
            return;
        }
        if (separated && reader.AtName)
        {
            throw SyntaxErrors.TooManyStatements(
                reader.Source,
                reader.Current.Start,
                CountStatements(reader)
            );
        }
        reader.Fail();
    }

    /// <summary>How many stretches between semicolons hold anything.</summary>
    private static int CountStatements(TokenReader reader)
    {
        int count = 0;
        for (int i = 0; i < reader.Count - 1; i++)
        {
            bool startsStretch = i == 0 || reader.TokenAt(i - 1).Kind == TokenKind.Semicolon;
            count += startsStretch && reader.TokenAt(i).Kind != TokenKind.Semicolon ? 1 : 0;
        }
        return count;
    }
}
