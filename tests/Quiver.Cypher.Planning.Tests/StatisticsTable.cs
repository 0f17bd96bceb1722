using System.Globalization;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Planning.Tests;

/// <summary>
/// Counts written down as text, one per line: <c>nodes 10</c>, <c>label Person 5</c>, <c>type KNOWS 20</c>,
/// <c>from Person KNOWS 20</c>, <c>to KNOWS Person 20</c>, <c>property name 10 8</c>, <c>relationship-property since 10 8</c>,
/// <c>index range Person(name) 10 8</c>, <c>index range unique Person(id) 10 10</c>, <c>relationship-index range KNOWS(since,until) 20 8</c>.
/// </summary>
internal sealed class StatisticsTable : IPlanningCatalog, IPlanningStatistics
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    private readonly Dictionary<string, PropertyStatistics> _properties = new(
        StringComparer.Ordinal
    );

    private readonly List<IndexDescription> _indexes = [];

    public static readonly StatisticsTable Empty = new("nodes 0");

    public StatisticsTable(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
            {
                continue;
            }
            if (words[0] is "index" or "relationship-index")
            {
                _indexes.Add(Index(words));
            }
            else if (words[0] is "property" or "relationship-property")
            {
                _properties.Add(
                    $"{words[0]} {words[1]}",
                    new PropertyStatistics(Number(words[2]), Number(words[3]))
                );
            }
            else
            {
                _counts.Add(string.Join(' ', words[..^1]), Number(words[^1]));
            }
        }
        RelationshipCount = _counts
            .Where(static c => c.Key.StartsWith("type ", StringComparison.Ordinal))
            .Sum(static c => c.Value);
    }

    public long NodeCount => Count("nodes");

    public long RelationshipCount { get; }

    public IReadOnlyList<string> Labels => [.. Names("label ")];

    public IEnumerable<string> Types => Names("type ");

    public bool HasLabel(string name) => _counts.ContainsKey($"label {name}");

    public bool HasRelationshipType(string name) => _counts.ContainsKey($"type {name}");

    public bool HasPropertyKey(string name) =>
        NodeProperty(name) is not null || RelationshipProperty(name) is not null;

    public long NodesWithLabel(string label) => Count($"label {label}");

    public long RelationshipsOfType(string type) => Count($"type {type}");

    public long RelationshipsFrom(string startLabel, string type) =>
        Count($"from {startLabel} {type}");

    public long RelationshipsTo(string type, string endLabel) => Count($"to {type} {endLabel}");

    public PropertyStatistics? NodeProperty(string key) => Property($"property {key}");

    public PropertyStatistics? RelationshipProperty(string key) =>
        Property($"relationship-property {key}");

    public IReadOnlyList<IndexDescription> Indexes => _indexes;

    private static IndexDescription Index(string[] words)
    {
        string[] parts = words[^3].TrimEnd(')').Split('(');
        return new IndexDescription(
            $"index_{parts[0]}_{parts[1]}",
            Enum.Parse<IndexType>(words[1], ignoreCase: true),
            words[0] == "relationship-index",
            parts[0],
            [.. parts[1].Split(',')],
            words[2] == "unique",
            new PropertyStatistics(Number(words[^2]), Number(words[^1]))
        );
    }

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);

    private IEnumerable<string> Names(string prefix) =>
        _counts
            .Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
            .Select(k => k[prefix.Length..]);

    private long Count(string key) => _counts.GetValueOrDefault(key);

    private PropertyStatistics? Property(string key) =>
        _properties.TryGetValue(key, out var statistics) ? statistics : null;
}
