using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Quiver.Benchmarks.Peers;

namespace Quiver.Benchmarks.Reads;

/// <summary>A peer that runs inside of Node: its script takes a line of JSON for each measurement and answers with one.</summary>
internal sealed class ScriptReads : IReadTarget
{
    private readonly Process _process;
    private readonly Func<ReadCase, string> _textOf;

    /// <summary>Starts the script on a database that it has loaded.</summary>
    public ScriptReads(
        PeerPackage package,
        PeerPrograms programs,
        string script,
        string database,
        Func<ReadCase, string> textOf
    )
    {
        Name = package.ToString();
        _textOf = textOf;
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Join(BenchmarkOptions.Root, "benchmarks", "peers", script));
        start.ArgumentList.Add("query");
        start.ArgumentList.Add("-");
        start.ArgumentList.Add(database);
        start.Environment["NODE_PATH"] = programs.Modules;
        _process =
            Process.Start(start) ?? throw new BenchmarkException($"{script} does not start.");
    }

    public string Name { get; }

    public ReadTimes Run(ReadCase what, IReadOnlyList<long[]> parameters, TimeSpan limit)
    {
        _process.StandardInput.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    text = _textOf(what),
                    names = what.Parameters,
                    parameters,
                    limit = limit.TotalMilliseconds,
                }
            )
        );
        string line =
            _process.StandardOutput.ReadLine()
            ?? throw new BenchmarkException($"{Name} ended at '{_textOf(what)}'.");
        using var answer = JsonDocument.Parse(line);
        return new(
            [
                .. answer
                    .RootElement.GetProperty("times")
                    .EnumerateArray()
                    .Select(t => t.GetDouble()),
            ],
            [
                .. answer
                    .RootElement.GetProperty("checks")
                    .EnumerateArray()
                    .Select(c => long.Parse(c.GetString()!, CultureInfo.InvariantCulture)),
            ]
        );
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
