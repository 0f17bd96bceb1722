using System.Globalization;

namespace Quiver.Benchmarks.Generation;

/// <summary>The CSV files of a generated graph.</summary>
internal sealed record GraphFiles(
    string Folder,
    KeyKind Keys,
    long Nodes,
    long Relationships,
    long Bytes
)
{
    private const string Marker = "complete";

    // Raised when the generator's output changes, so that older files are made anew.
    private const int Version = 1;

    public long Rows => Nodes + Relationships;

    /// <summary>The options that import them.</summary>
    public IReadOnlyList<string> ImportOptions =>
        [
            $"--id-type={(Keys == KeyKind.Number ? "integer" : "string")}",
            $"--nodes={Path.Join(Folder, GraphGenerator.PersonsFile)}",
            $"--nodes=Post={Path.Join(Folder, GraphGenerator.PostsFile)}",
            $"--relationships=KNOWS={Path.Join(Folder, GraphGenerator.KnowsFile)}",
            $"--relationships=LIKES={Path.Join(Folder, GraphGenerator.LikesFile)}",
            $"--relationships=HAS_CREATOR={Path.Join(Folder, GraphGenerator.CreatorsFile)}",
        ];

    /// <summary>Generates the files of a graph, unless an earlier run has.</summary>
    public static GraphFiles Ensure(
        GraphShape shape,
        Friendships friendships,
        string work,
        KeyKind keys = KeyKind.Number
    )
    {
        string folder = FolderOf(work, shape.Persons, keys);
        string marker = Path.Join(folder, Marker);
        string wanted = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version} {shape.Random.Seed} {friendships.Count}"
        );
        if (!File.Exists(marker) || File.ReadAllText(marker) != wanted)
        {
            Console.Error.WriteLine($"Generating {folder} …");
            Directory.CreateDirectory(folder);
            File.Delete(marker);
            new GraphGenerator(shape, friendships, folder, keys).Write();
            File.WriteAllText(marker, wanted);
        }
        return Read(work, shape, keys);
    }

    /// <summary>The files that stand there since <see cref="Ensure"/>.</summary>
    public static GraphFiles Read(string work, GraphShape shape, KeyKind keys)
    {
        string folder = FolderOf(work, shape.Persons, keys);
        string[] made = File.ReadAllText(Path.Join(folder, Marker)).Split(' ');
        return new GraphFiles(
            folder,
            keys,
            shape.Persons + (long)shape.Posts,
            long.Parse(made[^1], CultureInfo.InvariantCulture) + shape.Likes + shape.Posts,
            Directory.EnumerateFiles(folder, "*.csv").Sum(file => new FileInfo(file).Length)
        );
    }

    /// <summary>Reads every file once, so that the page cache holds it.</summary>
    public void Warm() => Warm(Folder);

    /// <summary>Reads every file of a folder once.</summary>
    public static void Warm(string folder)
    {
        byte[] buffer = new byte[1 << 20];
        foreach (string path in Directory.EnumerateFiles(folder, "*.csv"))
        {
            using var file = File.OpenRead(path);
            while (file.Read(buffer) > 0)
            {
                // Reading is all that is wanted.
            }
        }
    }

    private static string FolderOf(string work, int persons, KeyKind keys) =>
        Path.Join(work, $"graph-{persons}{(keys == KeyKind.Text ? "-text" : "")}");
}
