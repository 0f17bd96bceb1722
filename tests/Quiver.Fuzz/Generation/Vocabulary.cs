using Quiver.Fuzz.Reference;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Generation;

/// <summary>Names and values that graphs and queries have in common.</summary>
internal static class Vocabulary
{
    public static readonly string[] Labels = ["A", "B", "C"];

    public static readonly string[] Types = ["R", "S", "T"];

    public static readonly string[] Keys = ["b", "d", "f", "i", "id", "l", "m", "p", "s", "t", "u"];

    // Names that a database does not know until a query writes them. They stand behind all others in the alphabet, because labels() and keys() follow the numbers of names.
    private const string NewLabel = "D";
    private const string NewType = "U";
    private const string NewKey = "v";

    public static readonly string[] Texts = ["", "a", "ab", "b", "Bob", "ä", "𝒳y", " x ", "1"];

    public static readonly string[] Dates =
    [
        "2020-02-29",
        "1999-12-31",
        "2020-03-01",
        "2024-07-04",
    ];

    public static readonly string[] DateTimes =
    [
        "2020-02-29T12:00:00",
        "2020-02-29T00:00:00",
        "1969-12-31T23:59:59",
        "2024-07-04T08:30:15",
    ];

    public static readonly string[] ZonedDateTimes =
    [
        "2020-02-29T12:00:00+00:00",
        "2020-02-29T13:00:00+01:00",
        "2024-07-04T08:30:15-05:00",
    ];

    // Some are equally long on average, and yet not equal.
    public static readonly string[] Durations = ["PT0S", "P1D", "PT24H", "P1M", "P1M2DT3H", "P30D"];

    public static readonly string[] Points =
    [
        "{x: 0, y: 0}",
        "{x: 1, y: 2}",
        "{x: 1, y: 0.5}",
        "{x: 1, y: 2, z: 3}",
        "{x: 1, y: 2, crs: 'wgs-84'}",
    ];

    private static readonly Kind[] PropertyKinds =
    [
        Kind.Integer,
        Kind.Float,
        Kind.Text,
        Kind.Boolean,
        Kind.Date,
        Kind.DateTime,
        Kind.Duration,
        Kind.Point,
        Kind.Integers,
    ];

    private static readonly Value[] PointValues =
    [
        Value.Point(new(7203, 0, 0, 0)),
        Value.Point(new(7203, 1, 2, 0)),
        Value.Point(new(7203, 1, 0.5, 0)),
        Value.Point(new(9157, 1, 2, 3)),
        Value.Point(new(4326, 1, 2, 0)),
    ];

    /// <summary>The key of properties of a kind.</summary>
    public static string KeyOf(Kind kind) =>
        kind switch
        {
            Kind.Integer => "i",
            Kind.Float => "f",
            Kind.Text => "s",
            Kind.Boolean => "b",
            Kind.Date => "d",
            Kind.DateTime => "t",
            Kind.Duration => "u",
            Kind.Point => "p",
            Kind.Integers => "l",
            _ => "m",
        };

    /// <summary>A label; rarely one that graphs do not begin with.</summary>
    public static string LabelOf(Choices choices, int newPercent = 5) =>
        choices.Chance(newPercent) ? NewLabel : choices.Of(Labels);

    /// <summary>A type; rarely one that graphs do not begin with.</summary>
    public static string TypeOf(Choices choices, int newPercent = 5) =>
        choices.Chance(newPercent) ? NewType : choices.Of(Types);

    /// <summary>The key of properties of a kind; for a mixed one rarely a key that graphs do not begin with.</summary>
    public static string KeyOf(Kind kind, Choices choices, int newPercent = 20) =>
        kind == Kind.Mixed && choices.Chance(newPercent) ? NewKey : KeyOf(kind);

    public static Value ValueOf(Kind kind, Choices choices) =>
        kind switch
        {
            Kind.Integer => Value.Integer(
                choices.Chance(3)
                    ? choices.Of(long.MaxValue, long.MinValue, 9007199254740993)
                    : choices.Next(6) - 1
            ),
            Kind.Float => Value.Float(
                choices.Chance(6)
                    ? choices.Of(double.NaN, double.PositiveInfinity, -0.0, 9007199254740992.0)
                    : (choices.Next(8) / 2.0) - 1
            ),
            Kind.Text => Value.String(choices.Of(Texts)),
            Kind.Boolean => Value.Boolean(choices.Next(2) == 1),
            Kind.Date => TemporalValues.Date(choices.Of(Dates)),
            Kind.DateTime => TemporalValues.DateTime(choices.Of(DateTimes)),
            Kind.Duration => TemporalValues.Duration(choices.Of(Durations)),
            Kind.Point => PointValues[choices.Next(PointValues.Length)],
            Kind.Integers => Value.List([
                .. Enumerable.Range(0, choices.Next(4)).Select(_ => Value.Integer(choices.Next(4))),
            ]),
            Kind.Record => Record(choices),
            Kind.Records => Value.List([
                .. Enumerable.Range(0, choices.Next(4)).Select(_ => Record(choices)),
            ]),
            _ => choices.Chance(10)
                ? TemporalValues.Zoned(choices.Of(ZonedDateTimes))
                : ValueOf(choices.Of(PropertyKinds), choices),
        };

    private static Value Record(Choices choices)
    {
        var entries = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        AddProperties(entries, choices, 40);
        entries.TryAdd("i", Value.Integer(choices.Next(4)));
        return Value.Map(new MapValue(entries));
    }

    /// <summary>A random graph.</summary>
    public static PlainGraph Graph(Choices choices, int nodes, int relationships)
    {
        var graph = new PlainGraph();
        for (int i = 2 + choices.Next(nodes); i >= 0; i--)
        {
            var node = graph.AddNode();
            node.Properties.Add("id", Value.Integer(node.Id));
            foreach (string label in Labels)
            {
                if (choices.Chance(60))
                {
                    node.Labels.Add(label);
                }
            }
            AddProperties(node.Properties, choices, 65);
        }
        int least = graph.Nodes.Count;
        for (int i = least + choices.Next(relationships); i > 0; i--)
        {
            var relationship = graph.AddRelationship(
                choices.Of(Types),
                choices.Next(graph.Nodes.Count),
                choices.Next(graph.Nodes.Count)
            );
            relationship.Properties.Add("id", Value.Integer(relationship.Id));
            AddProperties(relationship.Properties, choices, 40);
        }
        graph.Settle();
        return graph;
    }

    private static void AddProperties(
        SortedDictionary<string, Value> properties,
        Choices choices,
        int percent
    )
    {
        foreach (var kind in PropertyKinds.Append(Kind.Mixed))
        {
            if (choices.Chance(percent))
            {
                properties.Add(KeyOf(kind), ValueOf(kind, choices));
            }
        }
    }
}
