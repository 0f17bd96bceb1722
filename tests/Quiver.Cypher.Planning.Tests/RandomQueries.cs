using System.Globalization;
using System.Text;

namespace Quiver.Cypher.Planning.Tests;

/// <summary>Writes random reading queries over a table's labels and types: connected, cyclic and disconnected patterns, optional ones, subqueries.</summary>
internal sealed class RandomQueries(int seed, StatisticsTable statistics)
{
    private readonly Random _random = new(seed);

    private readonly string[] _labels = [.. statistics.Labels];

    private readonly string[] _types = [.. statistics.Types];

    private int _names;

    /// <summary>A query of one to four clauses and a RETURN.</summary>
    public string Next()
    {
        _names = 0;
        var text = new StringBuilder();
        var nodes = new List<string>();
        int clauses = _random.Next(1, 5);
        for (int i = 0; i < clauses; i++)
        {
            Clause(text, nodes, isFirst: i == 0);
        }
        text.Append(Return(nodes));
        return text.ToString();
    }

    private void Clause(StringBuilder text, List<string> nodes, bool isFirst)
    {
        int kind = _random.Next(8);
        if (kind == 0)
        {
            string element = Fresh("u");
            text.Append(CultureInfo.InvariantCulture, $"UNWIND $list AS {element} ");
            return;
        }
        if (kind == 1 && !isFirst && nodes.Count > 0)
        {
            string kept = nodes[_random.Next(nodes.Count)];
            text.Append(CultureInfo.InvariantCulture, $"WITH {kept}, count(*) AS {Fresh("c")} ");
            nodes.RemoveAll(n => n != kept);
            return;
        }
        if (kind == 2 && !isFirst)
        {
            text.Append("WITH * ");
            text.Append(_random.Next(2) == 0 ? "" : "LIMIT 10 ");
            return;
        }
        text.Append(kind is 3 or 4 && !isFirst ? "OPTIONAL MATCH " : "MATCH ");
        int parts = _random.Next(1, 4);
        text.AppendJoin(", ", Enumerable.Range(0, parts).Select(_ => Part(nodes))).Append(' ');
        if (_random.Next(2) == 0)
        {
            text.Append("WHERE ").Append(Predicate(nodes, depth: 0)).Append(' ');
        }
    }

    private string Part(List<string> nodes)
    {
        var text = new StringBuilder(Node(nodes));
        int steps = _random.Next(0, 5);
        for (int i = 0; i < steps; i++)
        {
            text.Append(Step()).Append(Node(nodes));
        }
        return text.ToString();
    }

    private string Node(List<string> nodes)
    {
        string name =
            nodes.Count > 0 && _random.Next(3) == 0 ? nodes[_random.Next(nodes.Count)] : Fresh("n");
        if (!nodes.Contains(name))
        {
            nodes.Add(name);
        }
        string label = _random.Next(2) == 0 ? "" : ":" + _labels[_random.Next(_labels.Length)];
        string properties = _random.Next(6) == 0 ? " {id: $id}" : "";
        return $"({name}{label}{properties})";
    }

    private string Step()
    {
        string type = _random.Next(5) == 0 ? "" : ":" + _types[_random.Next(_types.Length)];
        string length = _random.Next(6) == 0 ? "*1..2" : "";
        string name = _random.Next(3) == 0 ? Fresh("r") : "";
        return _random.Next(3) switch
        {
            0 => $"-[{name}{type}{length}]->",
            1 => $"<-[{name}{type}{length}]-",
            _ => $"-[{name}{type}{length}]-",
        };
    }

    private string Predicate(List<string> nodes, int depth)
    {
        string one = nodes[_random.Next(nodes.Count)];
        string other = nodes[_random.Next(nodes.Count)];
        return _random.Next(depth > 2 ? 4 : 9) switch
        {
            0 => $"{one}.id = $id",
            1 => $"{one}.age < {other}.age",
            2 => $"{one}.id = {other}.id",
            3 => $"id({one}) = {other}.id",
            4 => $"({one})-[:KNOWS]->()",
            5 => $"NOT ({one})--({other})",
            6 => $"EXISTS {{ ({one})-->(x:Person)-->(y) WHERE x.age = {other}.age }}",
            7 => $"({Predicate(nodes, depth + 1)} OR {Predicate(nodes, depth + 1)})",
            _ => $"{Predicate(nodes, depth + 1)} AND {Predicate(nodes, depth + 1)}",
        };
    }

    private string Return(List<string> nodes)
    {
        if (nodes.Count == 0)
        {
            return "RETURN 1 AS one";
        }
        string one = nodes[_random.Next(nodes.Count)];
        string other = nodes[_random.Next(nodes.Count)];
        return _random.Next(6) switch
        {
            0 => $"RETURN count(*) AS c",
            1 => $"RETURN {one}.name AS name, count({other}) AS c ORDER BY c DESC, name LIMIT 10",
            2 => $"RETURN DISTINCT {one} AS a ORDER BY a.age SKIP 1",
            3 => $"RETURN {one}.name AS a, [({one})-->(z) | z.name] AS b",
            4 => $"RETURN {one}.name AS a, COUNT {{ ({other})--() }} AS b ORDER BY b LIMIT $n",
            _ => "RETURN *",
        };
    }

    private string Fresh(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{_names++}");
}
