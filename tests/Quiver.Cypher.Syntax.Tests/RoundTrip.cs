using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax.Tests;

/// <summary>Checks that a printed tree parses to the same tree.</summary>
internal static class RoundTrip
{
    /// <summary>Parses, prints, parses again and compares; false when the text is no valid query.</summary>
    public static bool CheckIfValid(string query)
    {
        Statement statement;
        try
        {
            statement = CypherParser.Parse(query);
        }
        catch (CypherException)
        {
            return false;
        }
        string printed = CypherPrinter.Print(statement);
        Statement again = Reparse(query, printed);
        Assert.Equal(
            $"{query}\n{printed}\n{TreeDump.WithoutText(statement)}",
            $"{query}\n{printed}\n{TreeDump.WithoutText(again)}"
        );
        return true;
    }

    private static Statement Reparse(string query, string printed)
    {
        try
        {
            return CypherParser.Parse(printed);
        }
        catch (CypherException exception)
        {
            throw new InvalidOperationException(
                $"{query}\nwas printed as\n{printed}\nwhich is no query: {exception.Message}",
                exception
            );
        }
    }
}
