using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;

namespace Quiver.Cypher.Syntax.Parsing.Administration;

/// <summary>Parses <c>USE name</c> or <c>USE graph.byName('name')</c> at the start of a statement.</summary>
internal static class UseParser
{
    private const string ByName = "graph.byName";

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
            if (
                name.Name.Equals(ByName, StringComparison.OrdinalIgnoreCase)
                && reader.Peek().Kind == TokenKind.String
                && reader.Peek(2).Kind == TokenKind.RightParenthesis
            )
            {
                reader.Advance();
                Token text = reader.Advance();
                reader.Advance();
                return new Name(reader.ExtentOf(text), StringLiteral.Decode(reader.Source, text));
            }
            throw SyntaxErrors.NotSupportedYet(reader.Source, start, "USE with this function");
        }
        return new Name(name.Extent, name.Name);
    }
}
