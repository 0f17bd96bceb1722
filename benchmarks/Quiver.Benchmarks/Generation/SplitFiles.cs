using System.Globalization;

namespace Quiver.Benchmarks.Generation;

/// <summary>
/// A generated graph cut in two: the last persons with their posts, and all relationships of either, are what an increment adds; the rest is what was there before. The same rows as in the
/// files of the whole graph, in the same order.
/// </summary>
/// <param name="Folder">Where the files stand.</param>
/// <param name="Percent">The share of the persons that is new; 0 gives files without rows.</param>
/// <param name="Nodes">The nodes before.</param>
/// <param name="Relationships">The relationships before.</param>
/// <param name="NewNodes">The nodes that are added.</param>
/// <param name="NewRelationships">The relationships that are added.</param>
internal sealed record SplitFiles(
    string Folder,
    int Percent,
    long Nodes,
    long Relationships,
    long NewNodes,
    long NewRelationships
)
{
    private const string Marker = "complete";
    private const string Before = "before";
    private const string More = "more";
    private const string Schema = "schema.cypher";

    // Raised when the output changes, so that older files are made anew.
    private const int Version = 1;

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

    /// <summary>The options that import what was there before, with the constraints by which nodes are found.</summary>
    public IReadOnlyList<string> BeforeOptions =>
        [.. OptionsOf(Before), $"--schema={Path.Join(Folder, Schema)}"];

    /// <summary>The options that add the rest.</summary>
    public IReadOnlyList<string> MoreOptions => OptionsOf(More);

    /// <summary>A file of what is added.</summary>
    public string MoreFile(string name) => Path.Join(Folder, More, name);

    /// <summary>Cuts the files of a graph, unless an earlier run has.</summary>
    public static SplitFiles Ensure(GraphFiles files, GraphShape shape, int percent)
    {
        string folder = Path.Join(
            files.Folder,
            string.Create(CultureInfo.InvariantCulture, $"increment-{percent}")
        );
        string marker = Path.Join(folder, Marker);
        string wanted = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version} {shape.Random.Seed}"
        );
        if (
            !File.Exists(marker)
            || !File.ReadAllText(marker).StartsWith(wanted + " ", StringComparison.Ordinal)
        )
        {
            Console.Error.WriteLine($"Generating {folder} …");
            Directory.CreateDirectory(Path.Join(folder, Before));
            Directory.CreateDirectory(Path.Join(folder, More));
            File.Delete(marker);
            File.WriteAllText(
                Path.Join(folder, Schema),
                "CREATE CONSTRAINT person_id FOR (p:Person) REQUIRE p.id IS UNIQUE;\nCREATE CONSTRAINT post_id FOR (p:Post) REQUIRE p.id IS UNIQUE;\n"
            );
            int first = shape.Persons - (int)((long)shape.Persons * percent / 100);
            var nodes = NodeFiles.Select(name => Cut(files.Folder, folder, name, shape, first));
            var (before, more) = Sum(nodes);
            var joins = RelationshipFiles.Select(name =>
                Cut(files.Folder, folder, name, shape, first)
            );
            var (joinsBefore, joinsMore) = Sum(joins);
            File.WriteAllText(
                marker,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{wanted} {before} {joinsBefore} {more} {joinsMore}"
                )
            );
        }
        return Read(files.Folder, percent);
    }

    /// <summary>The files that stand there since <see cref="Ensure"/>.</summary>
    /// <param name="graph">The folder of the whole graph.</param>
    /// <param name="percent">The share of the persons that is new.</param>
    public static SplitFiles Read(string graph, int percent)
    {
        string folder = Path.Join(
            graph,
            string.Create(CultureInfo.InvariantCulture, $"increment-{percent}")
        );
        long[] made =
        [
            .. File.ReadAllText(Path.Join(folder, Marker))
                .Split(' ')
                .Select(static text => long.Parse(text, CultureInfo.InvariantCulture)),
        ];
        return new(folder, percent, made[2], made[3], made[4], made[5]);
    }

    /// <summary>Reads every file once, so that the page cache holds it.</summary>
    public void Warm()
    {
        GraphFiles.Warm(Path.Join(Folder, Before));
        GraphFiles.Warm(Path.Join(Folder, More));
    }

    private static (long Before, long More) Sum(IEnumerable<(long Before, long More)> counts)
    {
        var (before, more) = (0L, 0L);
        foreach (var count in counts)
        {
            before += count.Before;
            more += count.More;
        }
        return (before, more);
    }

    private static (long Before, long More) Cut(
        string from,
        string to,
        string name,
        GraphShape shape,
        int first
    )
    {
        using var rows = File.ReadLines(Path.Join(from, name)).GetEnumerator();
        using var before = File.CreateText(Path.Join(to, Before, name));
        using var more = File.CreateText(Path.Join(to, More, name));
        rows.MoveNext();
        string header = rows
            .Current.Replace("ID(Person),", "ID(Person){label:Person},", StringComparison.Ordinal)
            .Replace("ID(Post),", "ID(Post){label:Post},", StringComparison.Ordinal);
        string kept = NodeFiles.Contains(name) ? header : rows.Current;
        before.WriteLine(kept);
        more.WriteLine(kept);
        var (countBefore, countMore) = (0L, 0L);
        while (rows.MoveNext())
        {
            if (IsNew(rows.Current, name, shape, first))
            {
                more.WriteLine(rows.Current);
                countMore++;
            }
            else
            {
                before.WriteLine(rows.Current);
                countBefore++;
            }
        }
        return (countBefore, countMore);
    }

    /// <summary>Whether a row has to do with a new person: whose posts are new, too.</summary>
    private static bool IsNew(string row, string name, GraphShape shape, int first)
    {
        var rest = row.AsSpan();
        int start = Take(ref rest);
        return name switch
        {
            GraphGenerator.PersonsFile => start >= first,
            GraphGenerator.PostsFile or GraphGenerator.CreatorsFile => shape.Creator(start)
                >= first,
            GraphGenerator.KnowsFile => start >= first || Take(ref rest) >= first,
            _ => start >= first || shape.Creator(Take(ref rest)) >= first,
        };
    }

    private static int Take(ref ReadOnlySpan<char> row)
    {
        int comma = row.IndexOf(',');
        var cell = comma < 0 ? row : row[..comma];
        row = comma < 0 ? [] : row[(comma + 1)..];
        return GraphShape.NumberOf(long.Parse(cell, CultureInfo.InvariantCulture));
    }

    private string[] OptionsOf(string part)
    {
        string folder = Path.Join(Folder, part);
        return
        [
            "--id-type=integer",
            $"--nodes={Path.Join(folder, GraphGenerator.PersonsFile)}",
            $"--nodes=Post={Path.Join(folder, GraphGenerator.PostsFile)}",
            $"--relationships=KNOWS={Path.Join(folder, GraphGenerator.KnowsFile)}",
            $"--relationships=LIKES={Path.Join(folder, GraphGenerator.LikesFile)}",
            $"--relationships=HAS_CREATOR={Path.Join(folder, GraphGenerator.CreatorsFile)}",
        ];
    }
}
