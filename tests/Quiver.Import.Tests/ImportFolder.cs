using System.Globalization;
using Quiver.Foundation.IO;

namespace Quiver.Import.Tests;

/// <summary>A folder for input files and a database, with a way to run imports in it. Deleted at the end.</summary>
internal sealed class ImportFolder : IDisposable
{
    private readonly List<NodeFileGroup> _nodes = [];
    private readonly List<RelationshipFileGroup> _relationships = [];

    public ImportFolder()
    {
        string name = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        Folder = Path.Join(Path.GetTempPath(), $"quiver-{name}");
        Directory.CreateDirectory(Folder);
        Options = new ImportOptions
        {
            DatabaseName = "test",
            DatabaseDirectory = Path.Join(Folder, "databases", "test"),
            FileSystem = PosixFileSystem.Instance,
            Nodes = _nodes,
            Relationships = _relationships,
            ReportFile = Path.Join(Folder, "import.report"),
        };
    }

    public string Folder { get; }

    public ImportOptions Options { get; set; }

    public RecordedProgress Progress { get; } = new();

    public string[] Report => File.ReadAllLines(Options.ReportFile);

    /// <summary>Writes a file, lines separated by line feeds; returns its path.</summary>
    public string Write(string name, params string[] lines)
    {
        string path = Path.Join(Folder, name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }

    /// <summary>Adds a node group of one file of its own.</summary>
    public ImportFolder Nodes(string labels, params string[] lines) =>
        NodeFiles(labels, Write($"nodes{_nodes.Count}.csv", lines));

    public ImportFolder NodeFiles(string labels, params string[] files)
    {
        var names = labels.Split(':', StringSplitOptions.RemoveEmptyEntries);
        _nodes.Add(new NodeFileGroup(names, files));
        return this;
    }

    /// <summary>Adds a relationship group of one file of its own.</summary>
    public ImportFolder Relationships(string? type, params string[] lines) =>
        RelationshipFiles(type, Write($"relationships{_relationships.Count}.csv", lines));

    public ImportFolder RelationshipFiles(string? type, params string[] files)
    {
        _relationships.Add(new RelationshipFileGroup(type, files));
        return this;
    }

    public ImportResult Run() => Importer.Run(Options, Progress, CancellationToken.None);

    /// <summary>Runs the import and reads the graph back.</summary>
    public ImportedGraph RunAndRead()
    {
        Run();
        return Read();
    }

    public ImportedGraph Read() => ImportedGraph.Read(Options.DatabaseDirectory);

    /// <summary>Runs an import that must fail.</summary>
    public ImportException Fail() => Assert.Throws<ImportException>(() => Run());

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
