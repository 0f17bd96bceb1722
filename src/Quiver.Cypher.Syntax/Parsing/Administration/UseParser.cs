using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;

namespace Quiver.Cypher.Syntax.Parsing.Administration;

/// <summary>Parses <c>USE name</c> at the start of a statement.</summary>
internal static class UseParser
{
    /// <summary>The name that is used; null when the statement does not say.</summary>
    public static Name? TryParse(Grammar grammar)
    {
        TokenReader reader = grammar.Reader;
        if (reader.Current.Keyword != Keyword.Use)
        {
            return null;
        }
        int start = reader.Advance().Start;
        if (reader.Current.Kind == TokenKind.Dollar)
        {
            throw SyntaxErrors.NotSupportedYet(reader.Source, start, "USE with a parameter");
        }
        CommandName name = new CommandNameParser(grammar).Parse("a database name");
        if (reader.Current.Kind == TokenKind.LeftParenthesis)
        {
            throw SyntaxErrors.NotSupportedYet(reader.Source, start, "USE with a function");
        }
        return new Name(name.Extent, name.Name);
    }
}
