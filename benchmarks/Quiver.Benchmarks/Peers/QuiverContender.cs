using System.Globalization;
using System.Text.RegularExpressions;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Peers;

/// <summary>A full import by Quiver.</summary>
/// <param name="name">How reports name it.</param>
/// <param name="program">The program.</param>
/// <param name="options">The import's options.</param>
internal sealed partial class QuiverContender(
    string name,
    QuiverProgram program,
    IReadOnlyList<string> options
) : IContender
{
    public string Name => name;

    public void Clear() => program.Clear();

    public ProcessUsage Load() =>
        program.Run(["database", "import", "full", QuiverProgram.Database, .. options]);

    public long DiskBytes() => program.StoreBytes();

    public (long Nodes, long Relationships) Count()
    {
        string report = program.Read("database", "check", QuiverProgram.Database);
        var counts = Counts().Match(report);
        return counts.Success
            ? (Number(counts.Groups[1].Value), Number(counts.Groups[2].Value))
            : throw new BenchmarkException($"'quiver database check' tells no counts:\n{report}");
    }

    private static long Number(string text) =>
        long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d[\d,]*) nodes, (\d[\d,]*) relationships")]
    private static partial Regex Counts();
}
