namespace Quiver.Import.Tests;

/// <summary>The LDBC sample, compared with counts that this test takes from the files itself.</summary>
public sealed class LdbcImportTests
{
    private static readonly (string Labels, string File)[] NodeFiles =
    [
        ("Place", "static/place"),
        ("Organisation", "static/organisation"),
        ("TagClass", "static/tagclass"),
        ("Tag", "static/tag"),
        ("Comment:Message", "dynamic/comment"),
        ("Forum", "dynamic/forum"),
        ("Person", "dynamic/person"),
        ("Post:Message", "dynamic/post"),
    ];

    private static readonly (string Type, string File)[] RelationshipFiles =
    [
        ("IS_SUBCLASS_OF", "static/tagclass_isSubclassOf_tagclass"),
        ("IS_LOCATED_IN", "static/organisation_isLocatedIn_place"),
        ("IS_PART_OF", "static/place_isPartOf_place"),
        ("HAS_TYPE", "static/tag_hasType_tagclass"),
        ("HAS_TAG", "dynamic/post_hasTag_tag"),
        ("HAS_TAG", "dynamic/comment_hasTag_tag"),
        ("HAS_TAG", "dynamic/forum_hasTag_tag"),
        ("STUDY_AT", "dynamic/person_studyAt_organisation"),
        ("WORK_AT", "dynamic/person_workAt_organisation"),
        ("CONTAINER_OF", "dynamic/forum_containerOf_post"),
        ("IS_LOCATED_IN", "dynamic/comment_isLocatedIn_place"),
        ("IS_LOCATED_IN", "dynamic/person_isLocatedIn_place"),
        ("IS_LOCATED_IN", "dynamic/post_isLocatedIn_place"),
        ("HAS_INTEREST", "dynamic/person_hasInterest_tag"),
        ("HAS_CREATOR", "dynamic/post_hasCreator_person"),
        ("HAS_CREATOR", "dynamic/comment_hasCreator_person"),
        ("REPLY_OF", "dynamic/comment_replyOf_post"),
        ("REPLY_OF", "dynamic/comment_replyOf_comment"),
        ("KNOWS", "dynamic/person_knows_person"),
        ("LIKES", "dynamic/person_likes_post"),
        ("LIKES", "dynamic/person_likes_comment"),
        ("HAS_MODERATOR", "dynamic/forum_hasModerator_person"),
        ("HAS_MEMBER", "dynamic/forum_hasMember_person"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Counts_per_label_and_type_are_those_of_the_files(int threads)
    {
        string data = SharedData.Require("data/ldbc-snb");
        using var folder = new ImportFolder();
        foreach (var (labels, file) in NodeFiles)
        {
            folder.NodeFiles(labels, PathOf(data, file));
        }
        foreach (var (type, file) in RelationshipFiles)
        {
            folder.RelationshipFiles(type, PathOf(data, file));
        }
        folder.Options = folder.Options with
        {
            Delimiter = '|',
            IdType = IdType.Integer,
            Threads = threads,
        };
        var result = folder.Run();
        var graph = folder.Read();

        var expectedLabels = CountLabels(data);
        Assert.Equal(expectedLabels.Keys.Order(), graph.Manifest.Tokens.Labels.All.Order());
        foreach (var (label, count) in expectedLabels)
        {
            Assert.Equal((label, count), (label, graph.NodesWith(label)));
        }
        var expectedTypes = CountTypes(data);
        Assert.Equal(
            expectedTypes.Keys.Order(),
            graph.Manifest.Tokens.RelationshipTypes.All.Order()
        );
        foreach (var (type, count) in expectedTypes)
        {
            Assert.Equal((type, count), (type, graph.RelationshipsOf(type)));
        }
        Assert.Equal(CountProperties(data), result.Properties);
        CheckSamples(graph, data);
    }

    /// <summary>A person with its arrays, and every KNOWS with its date, as a plain reader of the file sees them.</summary>
    private static void CheckSamples(ImportedGraph graph, string data)
    {
        Assert.Contains(
            graph.Nodes,
            node =>
                node.StartsWith("(Person {id: 8796093022220, ", StringComparison.Ordinal)
                && node.Contains("speaks: ['es', 'en']", StringComparison.Ordinal)
                && node.Contains(
                    "email: ['Jose8796093022220@gmail.com', 'Jose8796093022220@gmx.com']",
                    StringComparison.Ordinal
                )
        );
        var dates = Rows(data, "dynamic/person_knows_person").Select(row => row[2]).Order();
        var imported = graph
            .Relationships.Where(r => r.Contains("[KNOWS", StringComparison.Ordinal))
            .Select(r =>
                r[
                    (r.IndexOf("creationDate: ", StringComparison.Ordinal) + 14)..r.IndexOf(
                        '}',
                        StringComparison.Ordinal
                    )
                ]
            )
            .Order();
        Assert.Equal(dates, imported);
    }

    private static Dictionary<string, long> CountLabels(string data)
    {
        var counts = new Dictionary<string, long>();
        foreach (var (labels, file) in NodeFiles)
        {
            string[] header = Header(data, file);
            int labelColumn = Array.IndexOf(header, ":LABEL");
            foreach (string[] row in Rows(data, file))
            {
                var own = labelColumn < 0 ? [] : row[labelColumn].Split(';');
                foreach (string label in labels.Split(':').Concat(own).Distinct())
                {
                    counts[label] = counts.GetValueOrDefault(label) + 1;
                }
            }
        }
        return counts;
    }

    private static Dictionary<string, long> CountTypes(string data)
    {
        var counts = new Dictionary<string, long>();
        foreach (var (type, file) in RelationshipFiles)
        {
            counts[type] = counts.GetValueOrDefault(type) + Rows(data, file).Count();
        }
        return counts;
    }

    private static long CountProperties(string data)
    {
        long count = 0;
        foreach (string file in NodeFiles.Concat(RelationshipFiles).Select(entry => entry.Item2))
        {
            string[] header = Header(data, file);
            count += Rows(data, file)
                .Sum(row =>
                    row.Where((cell, column) => cell.Length > 0 && !header[column].StartsWith(':'))
                        .Count()
                );
        }
        return count;
    }

    private static string PathOf(string data, string file) => Path.Join(data, $"{file}_0_0.csv");

    private static string[] Header(string data, string file) =>
        File.ReadLines(PathOf(data, file)).First().Split('|');

    /// <summary>The sample has no quoted cells: lines and bars are all there is.</summary>
    private static IEnumerable<string[]> Rows(string data, string file) =>
        File.ReadLines(PathOf(data, file))
            .Skip(1)
            .Where(line => line.Length > 0)
            .Select(line => line.Split('|'));
}
