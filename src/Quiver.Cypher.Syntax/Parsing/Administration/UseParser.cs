using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing.Administration;

/// <summary>Parses <c>USE name</c>, <c>USE graph.byName('name')</c> or <c>USE graph.byElementId($id)</c> at the start of a statement.</summary>
internal static class UseParser
{
    private const string ByName = "graph.byName";

    private const string ByElementId = "graph.byElementId";

    /// <summary>The graph that is used; null when the statement does not say.</summary>
    public static GraphReference? TryParse(Grammar grammar)
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
        int first = reader.Index;
        CommandName name = new CommandNameParser(grammar).Parse("a database name");
        if (reader.Current.Kind != TokenKind.LeftParenthesis)
        {
            return new GraphReference(name.Extent, Text(name.Extent, name.Name), false);
        }
        bool isElementId = name.Name.Equals(ByElementId, StringComparison.OrdinalIgnoreCase);
        if (!isElementId && !name.Name.Equals(ByName, StringComparison.OrdinalIgnoreCase))
        {
            throw SyntaxErrors.NotSupportedYet(reader.Source, start, "USE with this function");
        }
        reader.Advance();
        Expression argument = ParseArgument(grammar, start);
        reader.Expect(TokenKind.RightParenthesis);
        return new GraphReference(reader.ExtentFrom(first), argument, isElementId);
    }

    private static Expression ParseArgument(Grammar grammar, int start)
    {
        TokenReader reader = grammar.Reader;
        if (reader.Current.Kind == TokenKind.Dollar)
        {
            return grammar.Atoms.ParseParameter();
        }
        if (reader.Current.Kind != TokenKind.String)
        {
            throw SyntaxErrors.NotSupportedYet(reader.Source, start, "USE with this expression");
        }
        Token text = reader.Advance();
        return Text(reader.ExtentOf(text), StringLiteral.Decode(reader.Source, text));
    }

    private static Literal Text(SourceExtent extent, string text) =>
        new(extent, Value.String(text));
}
