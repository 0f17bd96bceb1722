using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.SocialNetwork;

/// <summary>The 31 files of the LDBC sample, and how they stand on a command line.</summary>
internal static class SocialNetworkFiles
{
    private static readonly (string Labels, string File)[] Nodes =
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

    private static readonly (string Type, string File)[] Relationships =
    [
        ("IS_PART_OF", "static/place_isPartOf_place"),
        ("IS_SUBCLASS_OF", "static/tagclass_isSubclassOf_tagclass"),
        ("IS_LOCATED_IN", "static/organisation_isLocatedIn_place"),
        ("HAS_TYPE", "static/tag_hasType_tagclass"),
        ("HAS_CREATOR", "dynamic/comment_hasCreator_person"),
        ("IS_LOCATED_IN", "dynamic/comment_isLocatedIn_place"),
        ("REPLY_OF", "dynamic/comment_replyOf_comment"),
        ("REPLY_OF", "dynamic/comment_replyOf_post"),
        ("HAS_TAG", "dynamic/comment_hasTag_tag"),
        ("CONTAINER_OF", "dynamic/forum_containerOf_post"),
        ("HAS_MEMBER", "dynamic/forum_hasMember_person"),
        ("HAS_MODERATOR", "dynamic/forum_hasModerator_person"),
        ("HAS_TAG", "dynamic/forum_hasTag_tag"),
        ("HAS_INTEREST", "dynamic/person_hasInterest_tag"),
        ("IS_LOCATED_IN", "dynamic/person_isLocatedIn_place"),
        ("KNOWS", "dynamic/person_knows_person"),
        ("LIKES", "dynamic/person_likes_comment"),
        ("LIKES", "dynamic/person_likes_post"),
        ("STUDY_AT", "dynamic/person_studyAt_organisation"),
        ("WORK_AT", "dynamic/person_workAt_organisation"),
        ("HAS_CREATOR", "dynamic/post_hasCreator_person"),
        ("HAS_TAG", "dynamic/post_hasTag_tag"),
        ("IS_LOCATED_IN", "dynamic/post_isLocatedIn_place"),
    ];

    /// <summary>The node files with the labels of the command line.</summary>
    public static IEnumerable<(string[] Labels, CsvFile Rows)> ReadNodes() =>
        Nodes.Select(n => (n.Labels.Split(':'), Read(n.File)));

    /// <summary>The relationship files with their types.</summary>
    public static IEnumerable<(string Type, CsvFile Rows)> ReadRelationships() =>
        Relationships.Select(r => (r.Type, Read(r.File)));

    /// <summary>Reads one file, for example <c>dynamic/person</c>.</summary>
    public static CsvFile Read(string file) => CsvFile.Read(PathOf(file));

    /// <summary>The import as a user of 4.x types it.</summary>
    public static string[] OldSpelling(string database) =>
        [
            "import",
            $"--database={database}",
            "--id-type=INTEGER",
            "--delimiter",
            "|",
            .. FileArguments(),
        ];

    /// <summary>The import as a user of 5.x types it.</summary>
    public static string[] NewSpelling(string database) =>
        [
            "database",
            "import",
            "full",
            database,
            "--id-type=integer",
            "--delimiter=|",
            "--array-delimiter=;",
            "--threads=2",
            "--max-off-heap-memory=512m",
            .. FileArguments(),
        ];

    private static IEnumerable<string> FileArguments() =>
        Nodes
            .Select(n => $"--nodes={n.Labels}={PathOf(n.File)}")
            .Concat(Relationships.Select(r => $"--relationships={r.Type}={PathOf(r.File)}"));

    private static string PathOf(string file) =>
        Path.Join(Repository.SocialNetwork, file + "_0_0.csv");
}
