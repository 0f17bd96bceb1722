using Quiver.Model.Values;

namespace Quiver.Fuzz.Generation;

/// <summary>Random queries for the paths that a selector chooses between nodes that are known.</summary>
internal static class ChosenPathGenerator
{
    private const int MaxId = 8;

    /// <summary>A query.</summary>
    /// <param name="choices">The decisions.</param>
    public static QueryTemplate Read(Choices choices)
    {
        bool hasGroups = choices.Chance(60);
        string selector = hasGroups
            ? choices.Of(
                "ALL SHORTEST",
                "SHORTEST 1 GROUPS",
                "SHORTEST 2 GROUPS",
                "SHORTEST 4 GROUPS"
            )
            : choices.Of(
                "SHORTEST 1",
                "ANY SHORTEST",
                "ANY",
                "SHORTEST 2",
                "SHORTEST 3",
                "SHORTEST 9"
            );
        string walk = Walk(choices);
        string where = choices.Of(
            "",
            "",
            "",
            " WHERE length(p) <> 2",
            " WHERE a.i <= b.i",
            " WHERE a:A AND b.id % 2 = 0",
            " WHERE NOT (a)-[:T]->(b)"
        );
        string text = choices.Next(6) switch
        {
            0 => $"MATCH (a {{id: $p0}}), (b {{id: $p1}}) MATCH p = {selector} (a){walk}(b){where}",
            1 => $"MATCH p = {selector} (a {{id: $p0}}){walk}(b {{id: $p1}}){where}",
            2 => $"MATCH p = {selector} (a){walk}(b) WHERE a.id = $p0 AND b.id = $p1",
            4 => $"MATCH p = {selector} (a {{id: $p0}}){walk}(b){where}",
            3 => $"MATCH (a {{id: $p0}}), (b) OPTIONAL MATCH p = {selector} (a){walk}(b){where}",
            _ => $"MATCH (a), (b) MATCH p = {selector} (a){walk}(b){where}",
        };
        // Which paths of one length are chosen is left open.
        string returned = "a.id AS a, b.id AS b, length(p) AS n";
        if (hasGroups)
        {
            returned +=
                ", [e IN relationships(p) | e.id] AS steps, [e IN nodes(p) | e.id] AS nodes";
            returned += walk.Contains("(x", StringComparison.Ordinal)
                ? ", [e IN x | e.id] AS xs"
                : "";
            returned += walk.Contains("[r", StringComparison.Ordinal)
                ? ", [e IN r | e.id] AS rs"
                : "";
            returned += walk.Contains("(y", StringComparison.Ordinal)
                ? ", [e IN y | e.id] AS ys"
                : "";
        }
        List<(Value, Value)> ids =
            text.Contains("$p1", StringComparison.Ordinal) ? [Ids(choices), Ids(choices)]
            : text.Contains("$p0", StringComparison.Ordinal) ? [Ids(choices)]
            : [];
        return new QueryTemplate(
            $"{text} RETURN {returned}",
            ids,
            IsWritten: false,
            Changes: false
        );
    }

    private static (Value, Value) Ids(Choices choices) =>
        (Value.Integer(choices.Next(MaxId)), Value.Integer(choices.Next(MaxId)));

    private static string Walk(Choices choices)
    {
        // Without a bound the reference goes through all ways that there are: those over one type.
        bool isBounded = choices.Chance(65);
        string times = isBounded
            ? choices.Of("{1,2}", "{0,2}", "{1,3}", "{2,3}", "{3}", "{,3}")
            : choices.Of("+", "*", "{2,}");
        string types = isBounded ? choices.Of("", ":R|S", ":R|T", ":R") : ":R";
        string inside = choices.Of(
            "",
            "",
            $"r{types}",
            $"r{types}",
            $"r{types} WHERE r.id % 3 > 0"
        );
        string relationship = inside.Length == 0 ? $"[{types}]" : $"[{inside}]";
        var (left, right) = choices.Of(("-", "->"), ("<-", "-"), ("-", "-"));
        string step = $"{left}{relationship}{right}";
        return choices.Next(4) switch
        {
            0 =>
                $"((x){step}(y{choices.Of("", ":A", ":B|C")}) WHERE x.i <> y.i OR y.i IS NULL){times}",
            1 => $"((x{choices.Of("", ":A", ":!B")}){step}()){times}",
            2 => $"({step}(y)-[:S]-()){choices.Of("{1,2}", "{0,1}")}"
                .Replace("(-", "(()-", StringComparison.Ordinal)
                .Replace("(<", "(()<", StringComparison.Ordinal),
            _ => $"{step}{times}",
        };
    }
}
