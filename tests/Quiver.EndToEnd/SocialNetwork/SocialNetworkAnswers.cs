namespace Quiver.EndToEnd.SocialNetwork;

/// <summary>What questions about the LDBC sample must answer, computed from the CSV files without the product.</summary>
internal sealed class SocialNetworkAnswers
{
    private readonly Dictionary<string, string> _firstNames;
    private readonly ILookup<string, string> _friends;
    private readonly Dictionary<string, int> _messages;

    public SocialNetworkAnswers()
    {
        var labels = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (given, file) in SocialNetworkFiles.ReadNodes())
        {
            CountLabels(given, file, labels);
            NodeCount += file.Rows.Count;
        }
        NodesByLabel = labels;
        RelationshipsByType = SocialNetworkFiles
            .ReadRelationships()
            .GroupBy(r => r.Type, r => (long)r.Rows.Rows.Count)
            .ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal);
        RelationshipCount = RelationshipsByType.Values.Sum();

        var persons = SocialNetworkFiles.Read("dynamic/person");
        int id = persons.Column("id:ID");
        int name = persons.Column("firstName");
        _firstNames = persons.Rows.ToDictionary(r => r[id], r => r[name], StringComparer.Ordinal);
        _friends = SocialNetworkFiles
            .Read("dynamic/person_knows_person")
            .Rows.SelectMany(r => new[] { (From: r[0], To: r[1]), (From: r[1], To: r[0]) })
            .ToLookup(pair => pair.From, pair => pair.To, StringComparer.Ordinal);
        _messages = SocialNetworkFiles
            .Read("dynamic/comment_hasCreator_person")
            .Rows.Concat(SocialNetworkFiles.Read("dynamic/post_hasCreator_person").Rows)
            .CountBy(r => r[1])
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>All nodes.</summary>
    public long NodeCount { get; }

    /// <summary>All relationships.</summary>
    public long RelationshipCount { get; }

    /// <summary>How many nodes have each label.</summary>
    public IReadOnlyDictionary<string, long> NodesByLabel { get; }

    /// <summary>How many relationships have each type.</summary>
    public IReadOnlyDictionary<string, long> RelationshipsByType { get; }

    /// <summary>The persons with the most friends first, so that answers are not empty; one without friends is among them.</summary>
    public IEnumerable<long> Persons =>
        _firstNames
            .Keys.OrderByDescending(p => _friends[p].Count())
            .Take(6)
            .Append(_firstNames.Keys.First(p => !_friends[p].Any()))
            .Select(p => long.Parse(p));

    /// <summary>The rows of the friends' messages query for a person: first name and number of messages.</summary>
    public IEnumerable<string> MessagesOfFriends(long person) =>
        _friends[person.ToString()]
            .Where(_messages.ContainsKey)
            .GroupBy(friend => _firstNames[friend], friend => _messages[friend])
            .Select(g => (Name: g.Key, Count: g.Sum()))
            .OrderByDescending(row => row.Count)
            .ThenBy(row => row.Name, StringComparer.Ordinal)
            .Take(10)
            .Select(row => $"{row.Name} {row.Count}");

    /// <summary>Labels come from the command line and from the file's own column.</summary>
    private static void CountLabels(string[] given, CsvFile file, Dictionary<string, long> counts)
    {
        int? column = file.TryColumn(":LABEL");
        foreach (var row in file.Rows)
        {
            var own = column is { } index
                ? row[index].Split(';', StringSplitOptions.RemoveEmptyEntries)
                : [];
            foreach (string label in given.Concat(own).Distinct(StringComparer.Ordinal))
            {
                counts[label] = counts.GetValueOrDefault(label) + 1;
            }
        }
    }
}
