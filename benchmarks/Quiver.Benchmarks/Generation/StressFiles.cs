using System.Globalization;

namespace Quiver.Benchmarks.Generation;

/// <summary>The CSV files of a graph of a hard shape, or of an easy one with as many rows and cells.</summary>
/// <param name="shape">The shape.</param>
/// <param name="isPlain">Whether the easy counterpart is meant.</param>
/// <param name="shrink">By what the numbers of rows are divided.</param>
/// <param name="work">Where folders are made.</param>
internal sealed class StressFiles(StressShape shape, bool isPlain, int shrink, string work)
{
    private const string Marker = "complete";
    private const int Version = 2;
    private const int Nodes = 1_000_000;
    private const int HubRelationships = 10_000_000;
    private const int NamedRelationships = 4_000_000;
    private const int PartRelationships = 6_000_000;
    private const int Labels = 40_000;
    private const int Types = 1_000;
    private const int PlainNames = 4;
    private const int Parts = 12_000;
    private const int ColumnFiles = 1_000;
    private const int ColumnsPerFile = 1_000;
    private const int RowsPerColumnFile = 20;
    private const int ColumnsOfPlainFile = 10;

    private static readonly Randomness Random = new(7);

    /// <summary>Where they stand.</summary>
    public string Folder { get; } =
        Path.Join(work, $"stress-{shape}{(isPlain ? "-plain" : "")}".ToLowerInvariant());

    /// <summary>The bytes of all files.</summary>
    public long Bytes =>
        Directory.EnumerateFiles(Folder, "*.csv").Sum(file => new FileInfo(file).Length);

    /// <summary>The options that import them.</summary>
    public IReadOnlyList<string> ImportOptions =>
        shape switch
        {
            StressShape.Columns =>
            [
                "--id-type=integer",
                .. Enumerable
                    .Range(0, isPlain ? 1 : ColumnFiles)
                    .Select(file => $"--nodes=N={PathOf(Numbered("columns-", file))}"),
            ],
            StressShape.Parts when !isPlain =>
            [
                "--id-type=integer",
                $"--nodes=N={PathOf("nodes.csv")}",
                $"--relationships=T={PathOf("header.csv")},{Path.Join(Folder, @"part-\d+\.csv")}",
            ],
            _ =>
            [
                "--id-type=integer",
                $"--nodes=N={PathOf("nodes.csv")}",
                $"--relationships=T={PathOf("relationships.csv")}",
            ],
        };

    /// <summary>Generates the files, unless an earlier run has.</summary>
    public void Ensure()
    {
        string marker = PathOf(Marker);
        string wanted = string.Create(CultureInfo.InvariantCulture, $"{Version} {shrink}");
        if (File.Exists(marker) && File.ReadAllText(marker) == wanted)
        {
            return;
        }
        Console.Error.WriteLine($"Generating {Folder} …");
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
        Directory.CreateDirectory(Folder);
        Write();
        File.WriteAllText(marker, wanted);
    }

    private void Write()
    {
        switch (shape)
        {
            case StressShape.Labels:
                WriteNodes(isPlain ? PlainNames : Labels);
                WriteRelationships(NamedRelationships, isPlain ? PlainNames : Types);
                break;
            case StressShape.Hub:
                WriteNodes(labels: 0);
                WriteRelationships(HubRelationships, types: 0);
                break;
            case StressShape.Parts:
                WriteNodes(labels: 0);
                WriteParts();
                break;
            default:
                WriteColumns();
                break;
        }
    }

    private void WriteNodes(int labels)
    {
        using var file = Open("nodes.csv", labels > 0 ? "id:ID,:LABEL" : "id:ID");
        for (int node = 0; node < Nodes / shrink; node++)
        {
            file.Number(node);
            if (labels > 0)
            {
                file.Text(",Label"u8);
                file.Padded(node % labels, 5);
            }
            file.EndRow();
        }
    }

    private void WriteRelationships(int count, int types)
    {
        string header = types > 0 ? ":START_ID,:END_ID,:TYPE" : ":START_ID,:END_ID";
        using var file = Open("relationships.csv", header);
        for (int row = 0; row < count / shrink; row++)
        {
            WriteEnds(file, row);
            if (types > 0)
            {
                file.Text(",Type"u8);
                file.Padded((int)(Random.Draw(RandomPurpose.Name, (ulong)row) % (ulong)types), 4);
            }
            file.EndRow();
        }
    }

    private void WriteParts()
    {
        const string Header = ":START_ID,:END_ID";
        int parts = isPlain ? 1 : Parts;
        int rows = PartRelationships / shrink / parts;
        Open("header.csv", Header).Dispose();
        for (int part = 0; part < parts; part++)
        {
            string name = isPlain ? "relationships.csv" : Numbered("part-", part);
            using var file = Open(name, isPlain ? Header : null);
            for (int row = 0; row < rows; row++)
            {
                WriteEnds(file, (part * rows) + row);
                file.EndRow();
            }
        }
    }

    private void WriteColumns()
    {
        int files = isPlain ? 1 : ColumnFiles;
        int columns = isPlain ? ColumnsOfPlainFile : ColumnsPerFile;
        int cells = ColumnFiles * ColumnsPerFile * RowsPerColumnFile / shrink;
        int rows = Math.Max(1, cells / files / columns);
        for (int at = 0; at < files; at++)
        {
            var keys = Enumerable.Range(at * columns, columns);
            string header = string.Join(',', keys.Select(key => $"key{key}:long"));
            using var file = Open(Numbered("columns-", at), header);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    if (column > 0)
                    {
                        file.Sign(',');
                    }
                    file.Number((row * 31) + (column * 7) + at);
                }
                file.EndRow();
            }
        }
    }

    private void WriteEnds(CsvFile file, int row)
    {
        ulong nodes = (ulong)(Nodes / shrink);
        bool isHub = shape == StressShape.Hub && !isPlain;
        file.Number(isHub ? 0 : (long)(Random.Draw(RandomPurpose.Liker, (ulong)row) % nodes));
        file.Sign(',');
        file.Number((long)(Random.Draw(RandomPurpose.Liked, (ulong)row) % nodes));
    }

    private string PathOf(string name) => Path.Join(Folder, name);

    private CsvFile Open(string name, string? header) => new(PathOf(name), header);

    private static string Numbered(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D5}.csv");
}
