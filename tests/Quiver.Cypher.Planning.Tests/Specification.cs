using System.Runtime.CompilerServices;
using System.Text;

namespace Quiver.Cypher.Planning.Tests;

/// <summary>
/// A text file of cases: a preamble, then for each case a line <c>===</c> (after which a title may stand), the query, a line <c>---</c>, and what is expected.
/// With the environment variable QUIVER_REWRITE set, what came out is written into the file, to be reviewed as a diff.
/// </summary>
internal sealed class Specification
{
    private readonly string _path;

    public Specification(string name, [CallerFilePath] string here = "")
    {
        _path = Path.Combine(Path.GetDirectoryName(here)!, "Specifications", name);
        string[] parts = File.ReadAllText(_path).Split("\n===", StringSplitOptions.None);
        Preamble = parts[0];
        foreach (string part in parts[1..])
        {
            int lineEnd = part.IndexOf('\n', StringComparison.Ordinal);
            string[] halves = part[(lineEnd + 1)..].Split("\n---\n");
            Cases.Add(
                new SpecificationCase(
                    part[..lineEnd],
                    halves[0],
                    halves.Length > 1 ? halves[1] : ""
                )
            );
        }
    }

    public string Preamble { get; }

    public List<SpecificationCase> Cases { get; } = [];

    /// <summary>Runs every case and compares; all differences are reported together.</summary>
    public void Run(Func<string, string> run)
    {
        var text = new StringBuilder(Preamble);
        var failures = new StringBuilder();
        foreach (var test in Cases)
        {
            string actual = run(test.Query).TrimEnd();
            text.Append("\n===").Append(test.Title).Append('\n');
            text.Append(test.Query).Append("\n---\n").Append(actual).Append('\n');
            if (actual != test.Expected.TrimEnd())
            {
                failures
                    .Append(test.Query)
                    .Append("\n--- expected\n")
                    .Append(test.Expected.TrimEnd());
                failures.Append("\n--- actual\n").Append(actual).Append("\n\n");
            }
        }
        if (Environment.GetEnvironmentVariable("QUIVER_REWRITE") is { Length: > 0 })
        {
            File.WriteAllText(_path, text.ToString());
        }
        else
        {
            Assert.True(failures.Length == 0, failures.ToString());
        }
    }
}
