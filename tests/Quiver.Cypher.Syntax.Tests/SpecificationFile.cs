using System.Text;

namespace Quiver.Cypher.Syntax.Tests;

/// <summary>
/// A text file of cases: an input, a line <c>----</c>, what is expected, and a line <c>====</c> between cases. With
/// QUIVER_REWRITE_SPECIFICATIONS=1 the expectations are replaced by what came out, to be reviewed as a diff.
/// </summary>
internal static class SpecificationFile
{
    private const string InputEnd = "\n----\n";
    private const string CaseEnd = "\n====\n";

    private static readonly string s_folder = Path.Combine(
        Repository.Root,
        "tests",
        "Quiver.Cypher.Syntax.Tests",
        "Specifications"
    );

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names =>
        Directory
            .EnumerateFiles(s_folder, "*.txt")
            .Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal);

    /// <summary>The inputs of a file.</summary>
    public static IEnumerable<string> InputsOf(string name) => Read(name).Select(c => c.Input);

    /// <summary>Runs every case of a file.</summary>
    public static void Check(string name, Func<string, string> run)
    {
        var cases = Read(name).Select(c => (c.Input, c.Expected, Actual: run(c.Input))).ToList();
        if (Environment.GetEnvironmentVariable("QUIVER_REWRITE_SPECIFICATIONS") == "1")
        {
            var rewritten = new StringBuilder();
            foreach (var (input, _, actual) in cases)
            {
                rewritten.Append(rewritten.Length == 0 ? "" : CaseEnd);
                rewritten.Append(input).Append(InputEnd).Append(actual);
            }
            File.WriteAllText(Path.Combine(s_folder, name), rewritten.Append('\n').ToString());
            return;
        }
        Assert.NotEmpty(cases);
        Assert.All(cases, c => Assert.Equal($"{c.Input}\n{c.Expected}", $"{c.Input}\n{c.Actual}"));
    }

    private static List<(string Input, string Expected)> Read(string name)
    {
        string text = File.ReadAllText(Path.Combine(s_folder, name)).TrimEnd('\n');
        return
        [
            .. text.Split(CaseEnd)
                .Select(block => (block + "\n").Split(InputEnd, 2))
                .Select(parts => (parts[0], parts.Length > 1 ? parts[1].TrimEnd('\n') : "")),
        ];
    }
}
