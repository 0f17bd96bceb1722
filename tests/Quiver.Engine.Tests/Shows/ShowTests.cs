using Quiver.Engine.Sessions;

namespace Quiver.Engine.Tests.Shows;

public sealed class ShowTests
{
    [Theory]
    [InlineData(
        "SHOW INDEXES",
        "id, name, state, populationPercent, type, entityType, labelsOrTypes, properties, indexProvider, "
            + "owningConstraint, lastRead, readCount"
    )]
    [InlineData(
        "SHOW INDEXES YIELD *",
        "id, name, state, populationPercent, type, entityType, labelsOrTypes, properties, indexProvider, "
            + "owningConstraint, lastRead, readCount, trackedSince, options, failureMessage, createStatement"
    )]
    [InlineData(
        "SHOW CONSTRAINTS",
        "id, name, type, entityType, labelsOrTypes, properties, ownedIndex, propertyType"
    )]
    [InlineData(
        "SHOW CONSTRAINTS YIELD *",
        "id, name, type, entityType, labelsOrTypes, properties, ownedIndex, propertyType, options, createStatement"
    )]
    [InlineData(
        "CYPHER 25 SHOW CONSTRAINTS",
        "id, name, type, entityType, labelsOrTypes, properties, enforcedLabel, ownedIndex, propertyType"
    )]
    [InlineData(
        "CYPHER 25 SHOW CONSTRAINTS YIELD *",
        "id, name, type, entityType, labelsOrTypes, properties, enforcedLabel, classification, ownedIndex, propertyType, options, createStatement"
    )]
    [InlineData(
        "SHOW TRANSACTIONS",
        "database, transactionId, currentQueryId, connectionId, clientAddress, username, currentQuery, startTime, "
            + "status, elapsedTime"
    )]
    [InlineData(
        "TERMINATE TRANSACTIONS 'neo4j-transaction-999999'",
        "transactionId, username, message"
    )]
    [InlineData("SHOW INDEXES YIELD state AS s, name WHERE name = 'x'", "s, name")]
    [InlineData("SHOW INDEXES YIELD name RETURN count(*) AS n", "n")]
    public async Task A_list_has_the_columns_that_tools_expect(string query, string columns)
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();

        await using var cursor = await session.RunAsync(new RunRequest { Query = query });

        Assert.Equal(columns, string.Join(", ", cursor.Columns));
        Assert.Equal("r", cursor.QueryType);
        await EngineHome.RowsAsync(cursor);
    }
}
