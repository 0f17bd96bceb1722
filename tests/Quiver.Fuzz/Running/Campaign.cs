using System.Globalization;
using System.Text;
using Quiver.Fuzz.Generation;
using Quiver.Fuzz.Reference;

namespace Quiver.Fuzz.Running;

/// <summary>Graph after graph, query after query, until the budget is spent.</summary>
/// <param name="generate">Makes a query of decisions and a size.</param>
internal sealed class Campaign(Func<Choices, int, QueryTemplate> generate)
{
    private const int QueriesPerGraph = 40;
    private const int MaxDifferences = 12;

    // Trying everything takes too long over a graph that has grown.
    private const int MaxNodes = 60;

    private readonly Dictionary<Verdict, int> _verdicts = [];
    private readonly StringBuilder _differences = new();
    private readonly StringBuilder _refusals = new();

    /// <summary>How often each verdict was given.</summary>
    public IReadOnlyDictionary<Verdict, int> Verdicts => _verdicts;

    /// <summary>How many answers that agree had rows, or were a change.</summary>
    public int Telling { get; private set; }

    /// <summary>The differences found, made small.</summary>
    public string Differences => _differences.ToString();

    /// <summary>Queries that the engine refused, with its words; and those that the reference did not decide.</summary>
    public string Refusals => _refusals.ToString();

    /// <summary>Tests from one seed on.</summary>
    public async Task RunAsync(int seed, Budget budget)
    {
        while (
            _verdicts.GetValueOrDefault(Verdict.Different) < MaxDifferences && budget.TakeGraph()
        )
        {
            await RunAsync(seed++);
        }
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        bool isLarge = seed % 2 == 1;
        var graph = Vocabulary.Graph(new Choices(random), isLarge ? 9 : 4, isLarge ? 18 : 6);
        var form = (DataForm)random.Next(Enum.GetValues<DataForm>().Length);
        int indexes = random.Next(3) == 0 ? 0 : random.Next();
        var asked = new List<FuzzQuery>();
        await using var subject = await Subject.CreateAsync(graph, form, indexes);
        for (int i = 0; i < QueriesPerGraph; i++)
        {
            var choices = new Choices(random);
            int size = 1 + (i / 10);
            bool isExplicit = random.Next(4) == 0;
            bool repeats = asked.Count > 0 && random.Next(6) == 0;
            FuzzQuery[] queries = repeats
                ? [asked[random.Next(asked.Count)]]
                : Asked(generate(choices, size));
            foreach (var query in queries)
            {
                asked.Add(query);
                var comparison = await CompareAsync(subject, graph, query, isExplicit);
                Count(comparison, query);
                if (comparison.Verdict == Verdict.Different)
                {
                    string where = string.Create(
                        CultureInfo.InvariantCulture,
                        $"seed {seed}, {form}, indexes {indexes}, explicit {isExplicit}"
                    );
                    bool isSecond = query != queries[0];
                    Func<Choices, FuzzQuery> again = repeats
                        ? _ => query
                        : other => generate(other, size).Ask(isSecond);
                    var state = (form, indexes, isExplicit);
                    bool isShown = await ReportAsync(where, state, graph, (choices, again));
                    _differences.AppendLine(CultureInfo.InvariantCulture, $"# made of: {query}\n");
                    if (!isShown)
                    {
                        Append("found", comparison);
                        _differences.AppendLine("# behind");
                        _differences.AppendJoin('\n', asked.SkipLast(1)).AppendLine("\n");
                    }
                    return;
                }
                if (query.Changes && !isExplicit)
                {
                    if (comparison is not { Verdict: Verdict.Same, After: { } after })
                    {
                        return;
                    }
                    graph = after;
                    if (graph.Nodes.Count > MaxNodes)
                    {
                        return;
                    }
                }
            }
        }
    }

    // With the second values it is the same plan.
    private static FuzzQuery[] Asked(QueryTemplate template) =>
        template.Values.Count == 0
            ? [template.Ask(false)]
            : [template.Ask(false), template.Ask(true)];

    private static Task<Comparison> CompareAsync(
        Subject subject,
        PlainGraph graph,
        FuzzQuery query,
        bool isExplicit
    ) =>
        query.Changes
            ? Comparison.OfChangeAsync(subject, graph, query, commits: !isExplicit)
            : Comparison.OfReadingAsync(subject, graph, query, isExplicit);

    private void Count(Comparison comparison, FuzzQuery query)
    {
        _verdicts[comparison.Verdict] = _verdicts.GetValueOrDefault(comparison.Verdict) + 1;
        bool hasRows =
            query.Changes || !comparison.Expected.StartsWith("# 0 ", StringComparison.Ordinal);
        Telling += comparison.Verdict == Verdict.Same && hasRows ? 1 : 0;
        if (
            comparison.Verdict is Verdict.Refused or Verdict.Undecided or Verdict.OnlyReferenceFails
        )
        {
            _refusals.AppendLine(
                CultureInfo.InvariantCulture,
                $"{comparison.Verdict}: {query}\n    {comparison.Expected}{comparison.Found}"
            );
        }
    }

    /// <summary>Makes a difference small and writes it down; false when a new database with the same graph does not show it.</summary>
    private async Task<bool> ReportAsync(
        string where,
        (DataForm Form, int Indexes, bool IsExplicit) state,
        PlainGraph graph,
        (Choices Choices, Func<Choices, FuzzQuery> Generate) query
    )
    {
        async Task<Comparison> AgainAsync(PlainGraph small, FuzzQuery text)
        {
            await using var subject = await Subject.CreateAsync(small, state.Form, state.Indexes);
            return await CompareAsync(subject, small, text, state.IsExplicit);
        }
        async Task<Comparison?> TryAgainAsync(PlainGraph small, FuzzQuery text)
        {
            try
            {
                return await AgainAsync(small, text);
            }
            catch (KeyNotFoundException)
            {
                // Without its id an entity cannot be completed after an import.
                return null;
            }
        }
        var shrinker = new Shrinker(
            async (small, text) =>
                await TryAgainAsync(small, text) is { Verdict: Verdict.Different },
            query.Generate
        );
        var (smallGraph, smallQuery) = await shrinker.ShrinkAsync(graph, query.Choices.Record);
        var last = await TryAgainAsync(smallGraph, smallQuery);
        _differences.AppendLine(CultureInfo.InvariantCulture, $"# {where}\ngraph");
        _differences.AppendJoin('\n', GraphText.Lines(smallGraph));
        _differences.AppendLine(CultureInfo.InvariantCulture, $"\n\n{smallQuery}");
        if (last is null)
        {
            return false;
        }
        Append("rows", last);
        return last.Verdict == Verdict.Different;
    }

    private void Append(string word, Comparison comparison) =>
        _differences.AppendLine(
            CultureInfo.InvariantCulture,
            $"{word}\n{comparison.Expected}\n# found ({comparison.Verdict})\n{comparison.Found}\n"
        );
}
