using System.Globalization;
using System.Text;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Import.Tests;

/// <summary>One node with very many relationships, read back one by one without keeping them.</summary>
public sealed class HubImportTests
{
    private const int Types = 1_000;
    private const int RelationshipsPerLeaf = 10;
    private static readonly int Count = Nightly.Times(100_000, 10_000_000);

    [Theory]
    [InlineData(1)]
    [InlineData(Types)]
    public void A_hub_keeps_every_relationship_with_its_ends_its_type_and_its_property(int types)
    {
        using var folder = new ImportFolder();
        int leaves = Count / RelationshipsPerLeaf;
        folder.NodeFiles("N", Write(folder, "nodes.csv", "id:ID", leaves + 1, Number));
        string edges = Write(
            folder,
            "edges.csv",
            ":START_ID,:END_ID,:TYPE,w:int",
            Count,
            (text, i) =>
            {
                var (start, end) = Ends(i, leaves);
                text.Append(CultureInfo.InvariantCulture, $"{start},{end},T{i % types},{i}");
            }
        );
        folder.RelationshipFiles(null, edges);
        folder.Options = folder.Options with { IdType = IdType.Integer };
        var result = folder.Run();
        Assert.Equal((leaves + 1, Count), (result.Nodes, result.Relationships));

        var manifest = ManifestFile.Read(
            PosixFileSystem.Instance,
            folder.Options.DatabaseDirectory
        );
        using var generation = Generation.Open(
            PosixFileSystem.Instance,
            folder.Options.DatabaseDirectory,
            manifest
        );
        Assert.Equal(types, manifest.Tokens.RelationshipTypes.Count);
        AssertDegrees(generation, manifest);
        AssertRelationships(generation, manifest, leaves, types);
    }

    /// <summary>The hub is node 0; every other relationship ends there.</summary>
    private static (long Start, long End) Ends(int number, int leaves)
    {
        long leaf = 1 + (number * 7919L % leaves);
        return number % 2 == 0 ? (0, leaf) : (leaf, 0);
    }

    private static void AssertDegrees(Generation generation, Manifest manifest)
    {
        long outgoing = 0;
        long incoming = 0;
        for (int type = 0; type < manifest.Tokens.RelationshipTypes.Count; type++)
        {
            outgoing += generation.Adjacency(0, Direction.Outgoing, new(type)).Count;
            incoming += generation.Adjacency(0, Direction.Incoming, new(type)).Count;
        }
        Assert.Equal((Count / 2, Count / 2), (outgoing, incoming));
    }

    private static void AssertRelationships(
        Generation generation,
        Manifest manifest,
        int leaves,
        int types
    )
    {
        bool[] seen = new bool[Count];
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        for (long id = 0; id < Count; id++)
        {
            Assert.True(generation.TryReadRelationship(id, out var record));
            properties.Clear();
            generation.ReadRelationshipProperties(id, properties);
            int number = (int)Assert.Single(properties).Value.AsInteger();
            bool isRight =
                Ends(number, leaves) == (record.Start.Value, record.End.Value)
                && manifest.Tokens.RelationshipTypes[record.Type.Value] == $"T{number % types}"
                && !seen[number];
            Assert.True(isRight, $"relationship {id}, row {number}");
            seen[number] = true;
        }
        Assert.DoesNotContain(false, seen);
    }

    private static string Write(
        ImportFolder folder,
        string name,
        string header,
        int rows,
        Action<StringBuilder, int> row
    )
    {
        string path = Path.Join(folder.Folder, name);
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        file.Write(header + "\n");
        var text = new StringBuilder();
        for (int i = 0; i < rows; i++)
        {
            text.Clear();
            row(text, i);
            file.Write(text.Append('\n'));
        }
        return path;
    }

    private static void Number(StringBuilder text, int number) => text.Append(number);
}
