using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests;

/// <summary>Random values and columns from a seed that the test prints.</summary>
internal sealed class RandomColumns(int seed)
{
    private static readonly string[] Texts = ["", "a", "ab", "b", "ä", "zebra", "a\0b", "𝄞", "Ab"];
    private static readonly long[] Integers =
    [
        0,
        1,
        -1,
        2,
        3,
        7,
        long.MaxValue,
        long.MinValue,
        1L << 53,
        (1L << 53) + 1,
    ];
    private static readonly double[] Floats =
    [
        0,
        -0.0,
        1,
        -1,
        1.5,
        2,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        9007199254740992.0,
        1e300,
    ];

    private readonly Random _random = new(seed);

    public int Next(int limit) => _random.Next(limit);

    /// <summary>A column of one kind, sometimes with nulls; of kind Any with values of all kinds.</summary>
    public ColumnVector Column(VectorKind kind, int count, bool withNulls)
    {
        var column = ColumnVector.Create(kind, count);
        for (int row = 0; row < count; row++)
        {
            column.Append(withNulls && _random.Next(4) == 0 ? Value.Null : ValueOf(kind));
        }
        return column;
    }

    public VectorKind Kind() => (VectorKind)_random.Next(10);

    public Value ValueOf(VectorKind kind) =>
        kind switch
        {
            VectorKind.Boolean => Value.Boolean(_random.Next(2) == 0),
            VectorKind.Integer => Value.Integer(Pick(Integers)),
            VectorKind.Float => Value.Float(Pick(Floats)),
            VectorKind.Text => Value.String(Pick(Texts)),
            VectorKind.Node => Value.Node(new NodeId(_random.Next(5))),
            VectorKind.Relationship => Value.Relationship(new RelationshipId(_random.Next(5))),
            VectorKind.Date => Value.Date(new LocalDate(_random.Next(5) - 2)),
            VectorKind.LocalDateTime => Value.LocalDateTime(
                new(_random.Next(5) - 2, _random.Next(2))
            ),
            VectorKind.ZonedDateTime => Value.ZonedDateTime(
                new(_random.Next(5) - 2, _random.Next(2), 0, null)
            ),
            _ when _random.Next(20) == 0 => DateTimeWithoutWord(),
            _ => AnyValue(3),
        };

    private Value AnyValue(int depth)
    {
        int choice = _random.Next(depth == 0 ? 10 : 12);
        switch (choice)
        {
            case 0:
                return Value.Null;
            case 10:
                var elements = new Value[_random.Next(3)];
                for (int i = 0; i < elements.Length; i++)
                {
                    elements[i] = AnyValue(depth - 1);
                }
                return Value.List(elements);
            case 11:
                return Value.Map(new MapValue([new("k", AnyValue(depth - 1))]));
            default:
                return ValueOf((VectorKind)choice);
        }
    }

    // Another offset, or too far away.
    private Value DateTimeWithoutWord() =>
        _random.Next(3) switch
        {
            0 => Value.LocalDateTime(new((_random.Next(2) - 1) * 10_000_000_000L + 1, 0)),
            1 => Value.ZonedDateTime(new(10_000_000_000L, 0, 0, null)),
            _ => Value.ZonedDateTime(new(_random.Next(5) - 2, 0, 3600, null)),
        };

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
