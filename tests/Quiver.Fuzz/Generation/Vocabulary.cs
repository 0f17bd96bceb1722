using Quiver.Fuzz.Reference;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Generation;

/// <summary>Names and values that graphs and queries have in common.</summary>
internal static class Vocabulary
{
    public static readonly string[] Labels = ["A", "B", "C"];

    public static readonly string[] Types = ["R", "S", "T"];

    public static readonly string[] Keys = ["b", "d", "f", "i", "id", "l", "m", "s"];

    public static readonly string[] Texts = ["", "a", "ab", "b", "Bob", "ä", "𝒳y", " x ", "1"];

    public static readonly string[] Dates =
    [
        "2020-02-29",
        "1999-12-31",
        "2020-03-01",
        "2024-07-04",
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
            Kind.Integers => "l",
            _ => "m",
        };

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
            Kind.Date => Date(choices.Of(Dates)),
            Kind.Integers => Value.List([
                .. Enumerable.Range(0, choices.Next(4)).Select(_ => Value.Integer(choices.Next(4))),
            ]),
            _ => ValueOf(
                choices.Of(
                    Kind.Integer,
                    Kind.Float,
                    Kind.Text,
                    Kind.Boolean,
                    Kind.Date,
                    Kind.Integers
                ),
                choices
            ),
        };

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
        return graph;
    }

    private static void AddProperties(
        SortedDictionary<string, Value> properties,
        Choices choices,
        int percent
    )
    {
        Kind[] kinds =
        [
            Kind.Integer,
            Kind.Float,
            Kind.Text,
            Kind.Boolean,
            Kind.Date,
            Kind.Integers,
            Kind.Mixed,
        ];
        foreach (var kind in kinds)
        {
            if (choices.Chance(percent))
            {
                properties.Add(KeyOf(kind), ValueOf(kind, choices));
            }
        }
    }

    /// <summary>A date as it is written.</summary>
    public static Value Date(string text)
    {
        string[] parts = text.Split('-');
        _ = LocalDate.TryCreate(
            int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture),
            out var date
        );
        return Value.Date(date);
    }
}
