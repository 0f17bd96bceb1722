using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Schema;

/// <summary>Values of any length are indexed: other databases stop at some kilobytes.</summary>
public sealed class LargeKeyTests
{
    [Theory]
    [InlineData(8_200)]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public async Task A_long_text_is_found_by_index_and_unique_before_and_after_a_restart(
        int length
    )
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT u FOR (n:Long) REQUIRE n.text IS UNIQUE");
        await home.RowsAsync("CREATE INDEX both FOR (n:Long) ON (n.text, n.other)");
        string text = new('x', length);
        await RunAsync(
            home.Engine,
            "CREATE (:Long {text: $t, other: 1}), (:Long {text: $t + 'y'})",
            text
        );
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            RunAsync(home.Engine, "CREATE (:Long {text: $t})", text)
        );
        Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status);
        Assert.Equal(
            ["1"],
            await RunAsync(home.Engine, "MATCH (n:Long {text: $t}) RETURN n.other", text)
        );
        await home.RowsAsync("CREATE INDEX later FOR (n:Long) ON (n.text, n.none)");

        await using var engine = home.Reopen();
        Assert.Equal(
            ["2"],
            await RunAsync(
                engine,
                "MATCH (n:Long) WHERE n.text STARTS WITH $t RETURN count(n)",
                text
            )
        );
        error = await Assert.ThrowsAsync<CypherException>(() =>
            RunAsync(engine, "MATCH (n:Long {other: 1}) SET n.text = $t + 'y'", text)
        );
        Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status);
    }

    private static async Task<List<string>> RunAsync(QuiverEngine engine, string query, string text)
    {
        await using var session = engine.OpenSession(engine.Authenticate(AuthToken.None));
        await using var cursor = await session.RunAsync(
            new RunRequest
            {
                Query = query,
                Parameters = new MapValue([new("t", Value.String(text))]),
            }
        );
        return await EngineHome.RowsAsync(cursor);
    }
}
