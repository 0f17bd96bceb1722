using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Schema;

/// <summary>What a program finds that creates an index and searches it at once, by its name.</summary>
public sealed class IndexPatienceTests
{
    private const string Create = "CREATE FULLTEXT INDEX words FOR (n:Word) ON EACH [n.text]";
    private const string Search =
        "CALL db.index.fulltext.queryNodes('words', 'here') YIELD node RETURN node.text";

    [Fact]
    public async Task An_index_is_there_when_its_creation_is_answered()
    {
        await using var home = Patient();
        await home.RowsAsync("CREATE (:Word {text: 'here'})");
        await home.RowsAsync(Create);
        Assert.Equal(["'here'"], await home.RowsAsync(Search));
    }

    [Fact]
    public async Task An_index_is_there_when_its_transaction_is_committed()
    {
        await using var home = Patient();
        await home.RowsAsync("CREATE (:Word {text: 'here'})");
        await using (var session = home.OpenSession())
        {
            await using var transaction = await session.BeginAsync(new BeginRequest());
            await using (
                var cursor = await transaction.RunAsync(Create, new Dictionary<string, Value>())
            )
            {
                await EngineHome.RowsAsync(cursor);
            }
            await transaction.CommitAsync();
        }
        Assert.Equal(["'here'"], await home.RowsAsync(Search));
    }

    [Fact]
    public async Task Without_patience_the_creation_is_answered_and_the_index_comes_later()
    {
        await using var home = new EngineHome(o => o with { IndexPatience = TimeSpan.Zero });
        await home.RowsAsync("CREATE (:Word {text: 'here'})");
        await home.RowsAsync(Create);
        await home.RowsAsync("CALL db.awaitIndexes()");
        Assert.Equal(["'here'"], await home.RowsAsync(Search));
    }

    private static EngineHome Patient() =>
        new(o => o with { IndexPatience = TimeSpan.FromMinutes(5) });
}
