namespace Quiver.Engine.Tests.Plans;

/// <summary>What a disjunction of conjunctions says about one property alone is asked of indexes; the rows are those of the condition evaluated over all pairs.</summary>
public sealed class ImpliedMembershipTests
{
    private static readonly string[] s_conditions =
    [
        "a.k = 1 AND b.k = 2 OR a.k = 2 AND b.k = 1",
        "a.k = 1 AND b.k = 'x' OR 'x' = a.k AND b.k = 1 OR a.k = null AND b.k = 3",
        "a.k = 1.0 AND b.k = 3 OR a.k = 0.0 / 0.0 AND b.k = 3",
        "a.k = b.j OR a.k = b.j + 1 OR b.j - 2 = a.k",
        "a.k = 3 AND b.j > 0 OR a.k = 4 AND b.j = a.j",
        "a.k = 3 OR a.k = 4 AND b.k = a.j",
        "a.k = b.j AND a.j = 1 OR b.j = a.k AND b.k = 5",
        "a.k = 1 AND a.k = 2 AND b.k = 1 OR a.k = 3 AND b.k = 4",
        "a.k = 1 AND b.k = 2 OR NOT a.k = 1 AND b.k = 3",
        "a.k = 1 AND b.k = 2 OR a.j = 1 AND b.j = 2",
        "a.k = date('2020-01-01') AND b.k = 1 OR a.k = [1] AND b.k = 2",
    ];

    private static readonly string[] s_changes =
    [
        "CREATE RANGE INDEX FOR (p:P) ON (p.k)",
        "CALL db.awaitIndexes()",
        "UNWIND [1, 1.0, 2, 3, 4, 5, 'x', null, 0.0 / 0.0, date('2020-01-01'), 3] AS k CREATE (:P {k: k, j: 1}), (:P {k: k, j: 4}), (:P {k: k})",
        "CREATE (:P {k: [1], j: 0})",
        "CALL db.checkpoint()",
        "MATCH (p:P {k: 3}) WHERE p.j = 1 SET p.k = 2",
    ];

    [Fact]
    public async Task Rows_are_those_of_the_condition_over_all_pairs()
    {
        await using var home = new EngineHome();
        int found = 0;
        foreach (string change in s_changes)
        {
            await home.RowsAsync(change);
            foreach (string condition in s_conditions)
            {
                string result = "RETURN id(a) AS a, id(b) AS b ORDER BY a, b";
                var expected = await home.RowsAsync(
                    $"MATCH (a:P), (b:P) WITH a, b SKIP 0 WHERE {condition} {result}"
                );
                Assert.Equal(
                    expected,
                    await home.RowsAsync($"MATCH (a:P), (b:P) WHERE {condition} {result}")
                );
                found += expected.Count;
            }
        }
        Assert.True(found > 200, $"The conditions found only {found} pairs.");
    }
}
