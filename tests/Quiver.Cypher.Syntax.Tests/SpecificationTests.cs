using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax.Tests;

public sealed class SpecificationTests
{
    public static TheoryData<string> Files => [.. SpecificationFile.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_query_gives_the_tree_or_error_written_down(string file) =>
        SpecificationFile.Check(file, Run);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_query_survives_being_printed(string file)
    {
        foreach (string query in SpecificationFile.InputsOf(file))
        {
            RoundTrip.CheckIfValid(query);
        }
    }

    /// <summary>The tree and its text, or the error with code, statuses and message.</summary>
    private static string Run(string query)
    {
        try
        {
            Statement statement = CypherParser.Parse(query);
            return $"{CypherPrinter.Print(statement)}\n{TreeDump.Of(statement)}";
        }
        catch (CypherException exception)
        {
            var status = exception.Status;
            return $"{status.Code} {status.GqlStatus}\n{exception.Message}";
        }
    }
}
