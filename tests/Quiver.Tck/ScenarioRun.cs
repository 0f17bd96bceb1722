using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Tck;

/// <summary>Runs one scenario, step by step.</summary>
internal sealed class ScenarioRun
{
    private readonly bool _isExplicit;

    private readonly Dictionary<string, Value> _parameters = new(StringComparer.Ordinal);
    private readonly List<string[]> _rows = [];
    private readonly List<string[]> _sortedRows = [];
    private IReadOnlyList<string> _columns = [];
    private GraphState? _before;
    private CypherException? _error;
    private bool _cameAtCompileTime;
    private TckEngine _engine;

    /// <param name="engine">Where it runs, unless it declares procedures: then it has an engine of its own.</param>
    /// <param name="isExplicit">Whether its queries run in transactions that the client begins and ends.</param>
    public ScenarioRun(TckEngine engine, bool isExplicit)
    {
        _engine = engine;
        _isExplicit = isExplicit;
    }

    /// <summary>What differs from what the scenario demands; null when nothing does.</summary>
    public async Task<string?> RunAsync(Scenario scenario)
    {
        var procedures = new List<Procedure>();
        foreach (var step in scenario.Steps)
        {
            if (await TableProcedure.TryReadAsync(step, _engine) is { } procedure)
            {
                procedures.Add(procedure);
            }
        }
        if (procedures.Count == 0)
        {
            await _engine.RunAsync("MATCH (n) DETACH DELETE n");
            return await RunStepsAsync(scenario);
        }
        await using (_engine = new TckEngine(procedures))
        {
            return await RunStepsAsync(scenario);
        }
    }

    private async Task<string?> RunStepsAsync(Scenario scenario)
    {
        foreach (var step in scenario.Steps)
        {
            if (await RunAsync(step) is { } difference)
            {
                return $"{scenario.Place}: {step.Text}: {difference}";
            }
        }
        return _error is null ? null : $"{scenario.Place}: {_error.Message}";
    }

    private async Task<string?> RunAsync(Step step)
    {
        switch (step.Text)
        {
            case "an empty graph" or "any graph":
                return null;
            case "having executed:":
                await _engine.RunAsync(step.Document);
                return null;
            case "parameters are:":
                foreach (var row in step.Table)
                {
                    _parameters[row[0]] = await _engine.EvaluateAsync(row[1]);
                }
                return null;
            case "executing query:" or "executing control query:":
                await ExecuteAsync(step.Document);
                return null;
            case "the result should be empty":
                return Unexpected() ?? (_rows.Count == 0 ? null : $"{_rows.Count} rows");
            case "no side effects":
                return Unexpected() ?? await SideEffectsAsync([]);
            case "the side effects should be:":
                return Unexpected() ?? await SideEffectsAsync(step.Table);
            default:
                return await RunOtherAsync(step);
        }
    }

    private async Task<string?> RunOtherAsync(Step step)
    {
        if (TableProcedure.IsDeclaredBy(step))
        {
            return null;
        }
        if (step.Text.EndsWith(" graph", StringComparison.Ordinal))
        {
            string name = step.Text.Split(' ')[1];
            string path = Path.Combine(Kit.Folder, "graphs", name, name + ".cypher");
            await _engine.RunAsync(await File.ReadAllTextAsync(path));
            return null;
        }
        if (step.Text.StartsWith("the result should be", StringComparison.Ordinal))
        {
            return Unexpected() ?? Compare(step);
        }
        if (ExpectedError.Parse(step.Text) is not { } expected)
        {
            return "this step is not supported";
        }
        var error = _error;
        _error = null;
        return error is null ? "no error" : expected.Judge(error, _cameAtCompileTime);
    }

    private async Task ExecuteAsync(string query)
    {
        _rows.Clear();
        _sortedRows.Clear();
        _before = await _engine.StateAsync();
        try
        {
            await _engine.RunAsync(
                query,
                _parameters,
                _isExplicit,
                async cursor =>
                {
                    _columns = cursor.Columns;
                    while (await cursor.NextBatchAsync(100) is { } batch)
                    {
                        for (int row = 0; row < batch.RowCount; row++)
                        {
                            var values = batch.Columns.Select(c => c[row]).ToList();
                            _rows.Add([
                                .. values.Select(v => ValueForm.Of(v, cursor.Entities, false)),
                            ]);
                            _sortedRows.Add([
                                .. values.Select(v => ValueForm.Of(v, cursor.Entities, true)),
                            ]);
                        }
                    }
                }
            );
        }
        catch (CypherException error)
        {
            _error = error;
            _cameAtCompileTime = await FailsToCompileAsync(query);
        }
    }

    private async Task<bool> FailsToCompileAsync(string query)
    {
        try
        {
            await _engine.RunAsync(
                "EXPLAIN " + query,
                _parameters,
                isExplicit: false,
                static c => c.DiscardAsync().AsTask()
            );
            return _error!.Status == StatusCodes.ParameterMissing;
        }
        catch (CypherException)
        {
            return true;
        }
    }

    private string? Unexpected() =>
        _error is null ? null : $"{_error.Status.Code}: {_error.Message}";

    private async Task<string?> SideEffectsAsync(IReadOnlyList<IReadOnlyList<string>> table)
    {
        var wanted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Where(static r => r[1] != "0"))
        {
            wanted.Add(row[0], row[1]);
        }
        var found = (await _engine.StateAsync()).Since(_before!);
        string expected = string.Join(", ", wanted.Select(static e => $"{e.Key} {e.Value}"));
        string actual = string.Join(", ", found.Select(static e => $"{e.Key} {e.Value}"));
        return expected == actual ? null : $"found {actual}";
    }

    private string? Compare(Step step)
    {
        bool ignoresListOrder = step.Text.Contains(
            "ignoring element order",
            StringComparison.Ordinal
        );
        bool isOrdered = step.Text.Contains("in order", StringComparison.Ordinal);
        var columns = step.Table[0];
        if (!columns.SequenceEqual(_columns))
        {
            return $"the columns are {string.Join(" | ", _columns)}";
        }
        var expected = step
            .Table.Skip(1)
            .Select(row =>
                string.Join(" | ", row.Select(c => ExpectedValue.Normalize(c, ignoresListOrder)))
            );
        var found = (ignoresListOrder ? _sortedRows : _rows).Select(static r =>
            string.Join(" | ", r)
        );
        if (!isOrdered)
        {
            expected = expected.Order(StringComparer.Ordinal);
            found = found.Order(StringComparer.Ordinal);
        }
        return expected.SequenceEqual(found)
            ? null
            : $"\n  wanted\n    {string.Join("\n    ", expected)}\n  found\n    {string.Join("\n    ", found)}";
    }
}
