using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Fuzz.Generation;
using Quiver.Fuzz.Reference;
using Quiver.Import;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Running;

/// <summary>Brings a graph into a home by a full import. What CSV cannot say, or says otherwise, is left for Cypher.</summary>
internal static class ImportedGraph
{
    // A column for each key in the order of the alphabet, and all labels and types in the first rows, so that their numbers follow it.
    private const string NodeHeader =
        ":ID,b:boolean,d:date,f:double,i:long,id:long,l:long[],m:string,p:point,s:string,t:localdatetime,u:duration,:LABEL";

    private const string RelationshipHeader =
        ":START_ID,:TYPE,:END_ID,b:boolean,d:date,f:double,i:long,id:long,l:long[],m:string,p:point,s:string,t:localdatetime,u:duration";

    /// <summary>Makes the database; a node with all labels and keys is left over in it, which has the id -1.</summary>
    public static void Create(string home, PlainGraph graph)
    {
        var source = Directory.CreateTempSubdirectory("quiver-fuzz-csv-");
        try
        {
            string nodes = Path.Combine(source.FullName, "nodes.csv");
            string relationships = Path.Combine(source.FullName, "relationships.csv");
            const string Fields =
                "true,2020-01-01,0.5,1,-1,1,x,\"{x: 1, y: 2}\",x,2020-01-01T00:00:00,P1D";
            File.WriteAllLines(
                nodes,
                graph
                    .Nodes.Values.Select(n =>
                        $"{n.Id},{Cells(n.Properties)},{string.Join(';', n.Labels)}"
                    )
                    .Prepend($"x,{Fields},{string.Join(';', Vocabulary.Labels)}")
                    .Prepend(NodeHeader)
            );
            File.WriteAllLines(
                relationships,
                graph
                    .Relationships.Values.Select(r =>
                        $"{r.Start},{r.Type},{r.End},{Cells(r.Properties)}"
                    )
                    .Prepend($"x,{Vocabulary.Types[2]},x,{Fields}")
                    .Prepend($"x,{Vocabulary.Types[1]},x,{Fields}")
                    .Prepend($"x,{Vocabulary.Types[0]},x,{Fields}")
                    .Prepend(RelationshipHeader)
            );
            var options = new ImportOptions
            {
                DatabaseName = "neo4j",
                DatabaseDirectory = Path.Combine(home, "databases", "neo4j"),
                FileSystem = PosixFileSystem.Instance,
                Nodes = [new NodeFileGroup([], [nodes])],
                Relationships = [new RelationshipFileGroup(null, [relationships])],
                Threads = 1,
                MaxOffHeapMemoryBytes = 64 * 1024 * 1024,
                ReportFile = Path.Combine(source.FullName, "import.report"),
            };
            Importer.Run(options, new NoProgress(), CancellationToken.None);
        }
        finally
        {
            source.Delete(recursive: true);
        }
    }

    /// <summary>Whether a property is not in the files.</summary>
    public static bool IsLeftOut(string key, Value value) => Cell(key, value).Length == 0;

    private static string Cells(SortedDictionary<string, Value> properties) =>
        string.Join(
            ',',
            Vocabulary.Keys.Select(k => properties.TryGetValue(k, out var v) ? Cell(k, v) : "")
        );

    private static string Cell(string key, Value value) =>
        value.Kind switch
        {
            ValueKind.Boolean when key == "b" => value.AsBoolean() ? "true" : "false",
            ValueKind.Date when key == "d" => value.AsDate().ToString(),
            ValueKind.LocalDateTime when key == "t" => TemporalValues.Text(value),
            ValueKind.Duration when key == "u" => value.AsDuration().ToString(),
            ValueKind.Point when key == "p" && value.AsPoint().Srid == 7203 => string.Create(
                CultureInfo.InvariantCulture,
                $"\"{{x: {value.AsPoint().X}, y: {value.AsPoint().Y}}}\""
            ),
            ValueKind.Integer when key is "i" or "id" => value
                .AsInteger()
                .ToString(CultureInfo.InvariantCulture),
            ValueKind.Float when key == "f" && double.IsFinite(value.AsFloat()) => value
                .AsFloat()
                .ToString("R", CultureInfo.InvariantCulture),
            ValueKind.List when key == "l" => string.Join(';', value.AsList().Select(e => $"{e}")),
            ValueKind.String when key is "m" or "s" => value.AsString().All(char.IsLetterOrDigit)
                ? value.AsString()
                : "",
            _ => "",
        };

    private sealed class NoProgress : IImportProgress
    {
        public void Begin(ImportOverview overview) { }

        public void Report(ImportProgress progress) { }

        public void Warn(string message) { }

        public void Note(string message) { }

        public void Detail(string message) { }
    }
}
