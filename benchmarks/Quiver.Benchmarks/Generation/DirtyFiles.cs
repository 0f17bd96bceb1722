using System.Globalization;
using System.Text;

namespace Quiver.Benchmarks.Generation;

/// <summary>The files of a graph with numbers as ids, but in every tenth row something that importers leave out: a node's id that was there before, or an end that no node has.</summary>
/// <param name="clean">The files that they are made from, row by row.</param>
internal sealed class DirtyFiles(GraphFiles clean)
{
    private const string Marker = "complete";
    private const string Version = "1";
    private const int Every = 10;

    /// <summary>No node of a graph has this id, nor one above it.</summary>
    private const long FirstUnknownId = 1L << 50;

    private static readonly Randomness Random = new(11);
    private static readonly string[] NodeFiles =
    [
        GraphGenerator.PersonsFile,
        GraphGenerator.PostsFile,
    ];
    private static readonly string[] RelationshipFiles =
    [
        GraphGenerator.KnowsFile,
        GraphGenerator.LikesFile,
        GraphGenerator.CreatorsFile,
    ];

    private readonly string _report = Path.Join(clean.Folder + "-dirty", "import.report");

    /// <summary>Where they stand.</summary>
    public string Folder { get; } = clean.Folder + "-dirty";

    /// <summary>The options that import the clean graph.</summary>
    public IReadOnlyList<string> CleanGraph => clean.ImportOptions;

    /// <summary>The options that import the clean nodes without relationships.</summary>
    public IReadOnlyList<string> CleanNodes =>
        [.. clean.ImportOptions.Where(option => !IsRelationships(option))];

    /// <summary>The options that import as many rows of nodes, a tenth of them duplicates, which are listed.</summary>
    public IReadOnlyList<string> DuplicateNodes =>
        [.. CleanNodes.Select(Dirty), "--skip-duplicate-nodes", .. Listed];

    /// <summary>The options that import the clean nodes, and as many rows of relationships as there are clean ones, a tenth of them with an unknown end, which are listed.</summary>
    public IReadOnlyList<string> BadRelationships =>
        [
            .. CleanNodes,
            .. clean.ImportOptions.Where(IsRelationships).Select(Dirty),
            "--skip-bad-relationships",
            .. Listed,
        ];

    private IReadOnlyList<string> Listed => ["--bad-tolerance=-1", $"--report-file={_report}"];

    /// <summary>Makes them, unless an earlier run has.</summary>
    public void Ensure()
    {
        string marker = Path.Join(Folder, Marker);
        string wanted = $"{Version} {clean.Bytes}";
        if (File.Exists(marker) && File.ReadAllText(marker) == wanted)
        {
            return;
        }
        Console.Error.WriteLine($"Generating {Folder} …");
        Directory.CreateDirectory(Folder);
        foreach (string name in NodeFiles)
        {
            var ids = new List<string>();
            Rewrite(name, (row, line) => WithEarlierId(ids, row, line));
        }
        foreach (string name in RelationshipFiles)
        {
            Rewrite(name, WithUnknownEnd);
        }
        File.WriteAllText(marker, wanted);
    }

    private static bool IsRelationships(string option) =>
        option.StartsWith("--relationships", StringComparison.Ordinal);

    private string Dirty(string option) =>
        option.Replace(clean.Folder + "/", Folder + "/", StringComparison.Ordinal);

    private void Rewrite(string name, Func<int, string, string> change)
    {
        using var output = new StreamWriter(
            Path.Join(Folder, name),
            append: false,
            new UTF8Encoding(false)
        );
        int row = -1;
        foreach (string line in File.ReadLines(Path.Join(clean.Folder, name)))
        {
            output.Write(row < 0 ? line : change(row, line));
            output.Write('\n');
            row++;
        }
    }

    /// <summary>Every tenth row gets the id of any row before it.</summary>
    private static string WithEarlierId(List<string> ids, int row, string line)
    {
        int comma = line.IndexOf(',', StringComparison.Ordinal);
        if (row % Every < Every - 1)
        {
            ids.Add(line[..comma]);
            return line;
        }
        ulong drawn = Random.Draw(RandomPurpose.Identifier, (ulong)row);
        return ids[(int)(drawn % (ulong)ids.Count)] + line[comma..];
    }

    private static string WithUnknownEnd(int row, string line)
    {
        if (row % Every < Every - 1)
        {
            return line;
        }
        string[] cells = line.Split(',', 3);
        ulong drawn = Random.Draw(RandomPurpose.Liked, (ulong)row);
        long unknown = FirstUnknownId + (long)(drawn % FirstUnknownId);
        cells[drawn >> 63] = unknown.ToString(CultureInfo.InvariantCulture);
        return string.Join(',', cells);
    }
}
