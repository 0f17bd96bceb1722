using Quiver.Foundation.IO;
using Quiver.Import;
using Quiver.Storage.Manifests;

namespace Quiver.Engine.Tests;

/// <summary>A database of two people: Ada (node 0) has known Charles (node 1) since 1833 (relationship 0).</summary>
internal static class SampleDatabase
{
    private const string People = """
        :ID,name,born:int,:LABEL
        a,Ada,1815,Person
        c,Charles,,Person

        """;

    private const string Knows = """
        :START_ID,:END_ID,since:int
        a,c,1833

        """;

    /// <summary>Imports the database into a home; gives its identity, which stands in element ids.</summary>
    public static Guid Create(string home, string name) =>
        Create(home, name, o => o, People, Knows);

    /// <summary>Imports a database of other nodes into a home.</summary>
    public static Guid Create(
        string home,
        string name,
        Func<ImportOptions, ImportOptions> change,
        string people,
        string? knows = null
    )
    {
        var source = Directory.CreateTempSubdirectory("quiver-csv-");
        try
        {
            string peopleFile = Path.Combine(source.FullName, "people.csv");
            string knowsFile = Path.Combine(source.FullName, "knows.csv");
            File.WriteAllText(peopleFile, people);
            File.WriteAllText(knowsFile, knows);
            var options = new ImportOptions
            {
                DatabaseName = name,
                DatabaseDirectory = Path.Combine(home, "databases", name),
                FileSystem = PosixFileSystem.Instance,
                Nodes = [new NodeFileGroup([], [peopleFile])],
                Relationships = knows is null
                    ? []
                    : [new RelationshipFileGroup("KNOWS", [knowsFile])],
                Threads = 1,
                MaxOffHeapMemoryBytes = 64 * 1024 * 1024,
                ReportFile = Path.Combine(source.FullName, "import.report"),
            };
            Importer.Run(change(options), new NoProgress(), CancellationToken.None);
            return ManifestFile
                .Read(PosixFileSystem.Instance, options.DatabaseDirectory)
                .DatabaseId;
        }
        finally
        {
            source.Delete(recursive: true);
        }
    }

    /// <summary>Lets an import say what it likes.</summary>
    internal sealed class NoProgress : IImportProgress
    {
        public void Begin(ImportOverview overview) { }

        public void Report(ImportProgress progress) { }

        public void Warn(string message) { }

        public void Note(string message) { }

        public void Detail(string message) { }
    }
}
