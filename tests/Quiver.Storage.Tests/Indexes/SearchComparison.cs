using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Tests.Indexes;

/// <summary>Holds random searches in all indexes of a snapshot against a look at all data.</summary>
internal static class SearchComparison
{
    /// <summary>Searches each index that is online a few times; returns how often.</summary>
    public static int Check(Snapshot graph, Random random, string told)
    {
        int searches = 0;
        foreach (var index in graph.Schema.Indexes)
        {
            if (index.Kind == IndexKind.Lookup || !graph.Schema.IsOnline(index))
            {
                continue;
            }
            if (index.Kind == IndexKind.FullText)
            {
                WordComparison.Check(graph, index, random, told);
                searches++;
                continue;
            }
            var cursor = graph.OpenIndex(index);
            for (int i = 0; i < 6; i++)
            {
                IndexPredicate[] predicates =
                [
                    .. index
                        .Keys.Take(random.Next(index.Keys.Length + 1))
                        .Select(_ => AnyPredicate(random, index.Kind)),
                ];
                bool isDescending = random.Next(2) == 0;
                cursor.Seek(predicates, isDescending);
                CheckSearch(graph, index, cursor, predicates, isDescending, told);
                searches++;
            }
        }
        return searches;
    }

    private static void CheckSearch(
        Snapshot graph,
        IndexDefinition index,
        IndexCursor cursor,
        IndexPredicate[] predicates,
        bool isDescending,
        string told
    )
    {
        var found = new List<long>();
        long[] ids = new long[5];
        while (cursor.Next(ids) is var count and > 0)
        {
            found.AddRange(ids[..count]);
        }
        var expected = Scan(graph, index, predicates);
        string what =
            $"{told}: {SchemaText.Describe(index, graph.Tokens)}, {string.Join(", ", predicates.Select(p => $"{p.Kind} {p.Low} {p.High} {p.Distance}"))}";
        Assert.True(
            expected.Order().SequenceEqual(found.Order()),
            $"{what}: {string.Join(',', found.Order())} instead of {string.Join(',', expected)}"
        );
        if (cursor.IsOrdered)
        {
            for (int i = 1; i < found.Count; i++)
            {
                int order = Compare(graph, index, found[i - 1], found[i]);
                Assert.True(isDescending ? order >= 0 : order <= 0, $"{what}: order");
            }
        }
    }

    private static int Compare(Snapshot graph, IndexDefinition index, long x, long y)
    {
        var reader = graph.Reader();
        foreach (int key in index.Keys)
        {
            int order = ValueOrder.Instance.Compare(
                reader.Property(index.Entity, x, key),
                reader.Property(index.Entity, y, key)
            );
            if (order != 0)
            {
                return order;
            }
        }
        return 0;
    }

    private static List<long> Scan(
        Snapshot graph,
        IndexDefinition index,
        IndexPredicate[] predicates
    )
    {
        long[] ids = new long[1024];
        int count =
            index.Entity == EntityKind.Node
                ? graph.ScanNodes(new(index.Token)).Next(ids)
                : graph
                    .ScanRelationships(new(index.Token))
                    .Next(ids, new long[1024], new long[1024]);
        Assert.True(count < ids.Length);
        var kind = index.Kind switch
        {
            IndexKind.Text => ValueKind.String,
            IndexKind.Point => ValueKind.Point,
            _ => ValueKind.Null,
        };
        var result = new List<long>();
        foreach (long id in ids[..count])
        {
            bool holds = true;
            for (int i = 0; i < index.Keys.Length; i++)
            {
                var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
                if (index.Entity == EntityKind.Node)
                {
                    graph.ReadProperties(new NodeId(id), properties);
                }
                else
                {
                    graph.ReadProperties(new RelationshipId(id), properties);
                }
                var value = properties.Find(p => p.Key.Value == index.Keys[i]).Value;
                holds &=
                    !value.IsNull
                    && (kind == ValueKind.Null || value.Kind == kind)
                    && (i >= predicates.Length || predicates[i].Holds(value));
            }
            if (holds)
            {
                result.Add(id);
            }
        }
        return result;
    }

    private static IndexPredicate AnyPredicate(Random random, IndexKind kind)
    {
        int choice = kind switch
        {
            IndexKind.Text => random.Next(4, 9),
            IndexKind.Point => random.Next(8, 12),
            _ => random.Next(12),
        };
        var text = AnyText(random, 4);
        return choice switch
        {
            0 or 1 => IndexPredicate.Range(
                random.Next(4) == 0 ? null : AnyValue(random),
                random.Next(2) == 0,
                random.Next(2) == 0 ? null : AnyValue(random),
                random.Next(2) == 0
            ),
            2 => IndexPredicate.Range(
                null,
                false,
                Value.Integer(random.Next(6)),
                random.Next(2) == 0
            ),
            3 => IndexPredicate.Exact(AnyValue(random)),
            4 => IndexPredicate.Prefix(text),
            5 => IndexPredicate.Contains(text),
            6 => IndexPredicate.EndsWith(text),
            7 => IndexPredicate.Exact(text),
            8 => IndexPredicate.Exists,
            9 => IndexPredicate.WithinBox(AnyPoint(random), AnyPoint(random)),
            10 => IndexPredicate.WithinDistance(
                AnyPoint(random),
                random.Next(2) == 0 ? random.Next(4) : random.Next(6) * 2e6,
                random.Next(2) == 0
            ),
            _ => IndexPredicate.Exact(AnyPoint(random)),
        };
    }

    /// <summary>A value of any kind that indexes hold, or null.</summary>
    public static Value AnyValue(Random random) =>
        random.Next(10) switch
        {
            0 => Value.Null,
            1 => Value.Float(random.Next(6) / 2.0),
            2 => Value.Boolean(random.Next(2) == 0),
            3 => Value.List(Value.Integer(random.Next(3)), Value.Integer(random.Next(3))),
            4 or 5 => AnyPoint(random),
            6 or 7 => AnyText(random, 7),
            _ => Value.Integer(random.Next(6)),
        };

    private static Value AnyText(Random random, int most)
    {
        char[] text = new char[random.Next(most)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = "abé\0"[random.Next(4)];
        }
        return Value.String(new string(text));
    }

    private static Value AnyPoint(Random random) =>
        Value.Point(
            random.Next(3) switch
            {
                0 => new(
                    PointSystems.Wgs84,
                    random.Next(-18, 19) * 10,
                    random.Next(-9, 10) * 10,
                    0
                ),
                1 => new(
                    PointSystems.CartesianIn3D,
                    random.Next(4),
                    random.Next(4),
                    random.Next(4)
                ),
                _ => new(PointSystems.Cartesian, random.Next(-3, 4), random.Next(-3, 4), 0),
            }
        );
}
