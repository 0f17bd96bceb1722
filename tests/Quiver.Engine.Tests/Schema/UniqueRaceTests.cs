using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Schema;

/// <summary>Clients that want the same unique value at the same time.</summary>
public sealed class UniqueRaceTests
{
    private const int Clients = 16;
    private const int Values = 20;

    [Fact]
    public async Task Of_those_who_create_one_value_exactly_one_wins_every_time()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE");
        for (long value = 0; value < Values; value++)
        {
            var outcomes = await RaceAsync(home, "CREATE (:U {k: $k})", value);

            Assert.Equal(1, outcomes.Count(static error => error is null));
            Assert.All(
                outcomes.OfType<CypherException>(),
                static error => Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status)
            );
        }
        Assert.Equal([$"{Values}"], await home.RowsAsync("MATCH (n:U) RETURN count(n)"));
    }

    private static async Task<CypherException?[]> RaceAsync(
        EngineHome home,
        string query,
        long value
    )
    {
        using var start = new ManualResetEventSlim();
        var clients = Enumerable
            .Range(0, Clients)
            .Select(_ =>
                Task.Run(async () =>
                {
                    start.Wait();
                    return await RunAsync(home, query, value);
                })
            )
            .ToList();
        start.Set();
        return await Task.WhenAll(clients);
    }

    private static async Task<CypherException?> RunAsync(EngineHome home, string query, long value)
    {
        await using var session = home.OpenSession();
        try
        {
            await using var cursor = await session.RunAsync(
                new RunRequest
                {
                    Query = query,
                    Parameters = new MapValue([new("k", Value.Integer(value))]),
                }
            );
            await cursor.DiscardAsync();
            return null;
        }
        catch (CypherException error)
        {
            return error;
        }
    }
}
