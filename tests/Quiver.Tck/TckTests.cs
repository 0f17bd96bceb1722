namespace Quiver.Tck;

/// <summary>The scenarios of openCypher's technology compatibility kit, each alone and in an explicit transaction.</summary>
public sealed class TckTests
{
    // The folders all of whose scenarios pass. QUIVER_TCK_FOLDERS, separated by commas, runs others.
    private static readonly string[] Folders =
        Environment.GetEnvironmentVariable("QUIVER_TCK_FOLDERS")?.Split(',')
        ??
        [
            "clauses/call",
            "clauses/create",
            "clauses/delete",
            "clauses/match",
            "clauses/match-where",
            "clauses/merge",
            "clauses/remove",
            "clauses/return",
            "clauses/return-orderby",
            "clauses/return-skip-limit",
            "clauses/set",
            "clauses/union",
            "clauses/unwind",
            "clauses/with",
            "clauses/with-orderBy",
            "clauses/with-skip-limit",
            "clauses/with-where",
            "expressions/aggregation",
            "expressions/boolean",
            "expressions/comparison",
            "expressions/conditional",
            "expressions/existentialSubqueries",
            "expressions/graph",
            "expressions/list",
            "expressions/literals",
            "expressions/map",
            "expressions/mathematical",
            "expressions/null",
            "expressions/path",
            "expressions/pattern",
            "expressions/precedence",
            "expressions/quantifier",
            "expressions/string",
            "expressions/temporal",
            "expressions/typeConversion",
            "useCases/countingSubgraphMatches",
            "useCases/triadicSelection",
        ];

    public static TheoryData<string, bool> Runs
    {
        get
        {
            var runs = new TheoryData<string, bool>();
            foreach (string folder in Folders)
            {
                runs.Add(folder, false);
                runs.Add(folder, true);
            }
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Every_scenario_passes(string folder, bool inExplicitTransaction)
    {
        Assert.SkipUnless(Directory.Exists(Kit.Folder), $"{Kit.Folder} is absent.");
        await using var engine = new TckEngine();
        var failures = new List<string>();
        int count = 0;
        foreach (var scenario in Kit.Features(folder).SelectMany(FeatureFile.Read))
        {
            count++;
            string? failure;
            try
            {
                failure = await new ScenarioRun(engine, inExplicitTransaction).RunAsync(scenario);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                failure = $"{scenario.Place}: {error}";
            }
            if (failure is not null)
            {
                failures.Add(failure);
            }
        }
        Assert.True(count > 0, "There is no scenario.");
        Assert.True(
            failures.Count == 0,
            $"{failures.Count} of {count} scenarios fail:\n{string.Join("\n\n", failures)}"
        );
    }
}
