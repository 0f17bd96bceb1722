using System.Globalization;
using Quiver.EndToEnd.Bolt;

namespace Quiver.EndToEnd.Crashes;

/// <summary>What all clients write together: one counter, accounts, and users whose names are unique.</summary>
internal sealed class SharedWork
{
    /// <summary>The number of accounts.</summary>
    public const int Accounts = 6;

    private const int NamesPerRound = 40;

    private readonly Tally _count = new();
    private readonly Tally _seen = new();

    /// <summary>Names are new in each round, so that clients go on meeting.</summary>
    public int Round { get; set; }

    /// <summary>Makes the nodes and constraints that the clients need.</summary>
    public static async Task SetUpAsync(BoltConnection connection)
    {
        await connection.RunAsync(
            "CREATE CONSTRAINT account FOR (a:Account) REQUIRE a.id IS UNIQUE"
        );
        await connection.RunAsync("CREATE CONSTRAINT user FOR (u:User) REQUIRE u.name IS UNIQUE");
        await connection.RunAsync("CREATE INDEX batch FOR (b:Batch) ON (b.tx)");
        await connection.RunAsync("CREATE (:Counter {n: 0})");
        await connection.RunAsync(
            "UNWIND range(0, $most) AS id CREATE (:Account {id: id, balance: 0})",
            ("most", Accounts - 1L)
        );
    }

    /// <summary>Adds one to the counter that everybody adds to.</summary>
    public Task CountAsync(BoltConnection connection) =>
        AddAsync(_count, connection, "MATCH (c:Counter) SET c.n = c.n + 1");

    /// <summary>Finds or makes a user.</summary>
    public Task MergeAsync(BoltConnection connection, Random random) =>
        AddAsync(
            _seen,
            connection,
            "MERGE (u:User {name: $name}) ON CREATE SET u.seen = 1 ON MATCH SET u.seen = u.seen + 1",
            ("name", AnyName(random))
        );

    /// <summary>Makes a user, if nobody has.</summary>
    public Task CreateAsync(BoltConnection connection, Random random) =>
        AddAsync(
            _seen,
            connection,
            "CREATE (:User {name: $name, seen: 1})",
            ("name", AnyName(random))
        );

    /// <summary>Compares what is there with what was acknowledged.</summary>
    public async Task CheckAsync(BoltConnection connection, IEnumerable<object?[]> transfers)
    {
        var count = await connection.RunAsync("MATCH (c:Counter) RETURN c.n");
        _count.Check((long)Assert.Single(count)[0]!, "the counter");
        var users = await connection.RunAsync(
            "MATCH (u:User) RETURN count(*), count(DISTINCT u.name), coalesce(sum(u.seen), 0)"
        );
        Assert.Equal(users[0][0], users[0][1]);
        _seen.Check((long)users[0][2]!, "users seen");
        long[] balances = new long[Accounts];
        foreach (object?[] row in transfers)
        {
            balances[(long)row[1]!] -= (long)row[3]!;
            balances[(long)row[2]!] += (long)row[3]!;
        }
        var accounts = await connection.RunAsync(
            "MATCH (a:Account) RETURN a.balance ORDER BY a.id"
        );
        Assert.Equal(balances, accounts.Select(row => (long)row[0]!));
    }

    private static async Task AddAsync(
        Tally tally,
        BoltConnection connection,
        string statement,
        params (string, object?)[] parameters
    )
    {
        try
        {
            await connection.RunAsync(statement, parameters);
            tally.Acknowledge();
        }
        catch (BoltFailure failure)
            when (failure.Code == "Neo.ClientError.Schema.ConstraintValidationFailed")
        {
            // Somebody has that name.
        }
        catch (IOException)
        {
            tally.Doubt();
            throw;
        }
    }

    private string AnyName(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"user {Round}/{random.Next(NamesPerRound)}");
}
