using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Engine.Tests.Administration;

namespace Quiver.Engine.Tests.Procedures;

public sealed class TokenProcedureTests
{
    private const string Keys =
        "CALL db.propertyKeys() YIELD propertyKey WHERE propertyKey = 'made' RETURN propertyKey";

    [Fact]
    public async Task Names_that_nothing_has_are_known_and_outlive_a_start()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        Assert.Empty(await client.RunAsync(Keys));
        Assert.Empty(await client.RunAsync("CALL db.createProperty('made')"));
        Assert.Equal("w", client.Summary.QueryType);
        await client.RunAsync("CALL db.createLabel($name)", ("name", "Made"));
        await client.RunAsync("CALL db.createRelationshipType('MADE')");
        await client.RunAsync("CALL db.createLabel('Made')");
        Assert.Equal(["'made'"], await client.RunAsync(Keys));
        Assert.Equal(["0"], await client.RunAsync("MATCH (n:Made) RETURN count(n) AS n"));
        Assert.Empty(client.Summary.Notifications);

        await using var again = home.Reopen();

        client = new SystemClient(again);
        Assert.Equal(["'made'"], await client.RunAsync(Keys));
        await client.RunAsync("MATCH ()-[r:MADE]->(:Made) RETURN r");
        Assert.Empty(client.Summary.Notifications);
    }

    [Fact]
    public async Task They_can_be_called_in_a_transaction_that_may_write_with_names_that_are_some()
    {
        await using var home = new EngineHome();
        await using var session = home.Engine.OpenSession(home.Engine.Authenticate(AuthToken.None));
        await using (var transaction = await session.BeginAsync(new BeginRequest()))
        {
            await using var cursor = await transaction.RunAsync(
                "CALL db.createProperty('made')",
                RunRequest.NoParameters
            );
            await cursor.DiscardAsync();
            await transaction.RollbackAsync();
        }
        var client = new SystemClient(home.Engine);
        Assert.Equal(["'made'"], await client.RunAsync(Keys));
        Assert.StartsWith(
            "ClientError.Schema.TokenNameError",
            await client.ErrorAsync("CALL db.createLabel('')"),
            StringComparison.Ordinal
        );
        client.AccessMode = AccessMode.Read;
        Assert.StartsWith(
            "ClientError.Statement.AccessMode",
            await client.ErrorAsync("CALL db.createLabel('Other')"),
            StringComparison.Ordinal
        );
    }
}
