using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;

namespace Quiver.Cypher.Syntax.Tests;

public sealed class ExtentTests
{
    [Fact]
    public void Every_node_lies_within_its_parent() =>
        ForRandomTrees(statement =>
        {
            foreach (SyntaxNode parent in TreeWalk.All(statement))
            {
                foreach (SyntaxNode child in TreeWalk.ChildrenOf(parent))
                {
                    Assert.InRange(
                        child.Position.Offset,
                        parent.Position.Offset,
                        child.Extent.EndOffset - 1
                    );
                    Assert.InRange(child.Extent.EndOffset, 1, parent.Extent.EndOffset);
                }
            }
        });

    [Fact]
    public void The_text_of_an_expression_is_that_expression() =>
        ForRandomTrees(statement =>
        {
            foreach (Expression expression in TreeWalk.All(statement).OfType<Expression>())
            {
                string text = expression.Extent.TextIn(statement.Text);
                // The form of normalize is a bare word, and a node may be called like a literal.
                bool isBareWord = Keywords.Find(text) != Keyword.NotAny;
                if (!isBareWord)
                {
                    Assert.Equal(
                        TreeDump.WithoutText(expression),
                        TreeDump.WithoutText(OnlyItem($"RETURN {text} AS x").Expression)
                    );
                }
            }
        });

    [Fact]
    public void Lines_and_columns_are_counted_in_code_units_from_one()
    {
        Statement statement = CypherParser.Parse("RETURN '🧐',\r\n  a,\r\tb,\n/* x\n */ c");
        var items = ((ReturnClause)((SingleQuery)statement.Query).Clauses[0]).Projection.Items;
        Assert.Equal(
            [new(7, 1, 8), new(16, 2, 3), new(20, 3, 2), new(32, 5, 5)],
            items.Select(item => item.Expression.Position)
        );
        Assert.Equal(new TextPosition(0, 1, 1), statement.Position);
    }

    private static ProjectionItem OnlyItem(string query)
    {
        var query1 = (SingleQuery)CypherParser.Parse(query).Query;
        return Assert.Single(((ReturnClause)Assert.Single(query1.Clauses)).Projection.Items);
    }

    private static void ForRandomTrees(Action<Statement> check)
    {
        const int Rounds = 100;
        int seed = TestSeed.Next();
        var generator = new QueryGenerator(new Random(seed));
        for (int round = 0; round < Rounds; round++)
        {
            string query = generator.Next();
            try
            {
                check(CypherParser.Parse(query));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {query}", exception);
            }
        }
    }
}
