using System.Buffers;
using System.Text;
using Quiver.Model.Values;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Tests.Segments;

/// <summary>A column as plain values: what a test encodes, and what it must read back.</summary>
internal sealed class ColumnModel
{
    private readonly ColumnType _type;
    private readonly Value[] _values;

    public ColumnModel(ColumnType type, Value[] values)
    {
        _type = type;
        _values = values;
    }

    public IReadOnlyList<Value> Values => _values;

    public ColumnType Type => _type;

    /// <summary>A random column: its type, presence pattern and distribution of values are random too.</summary>
    public static ColumnModel Random(Random random, int rows)
    {
        var type = (ColumnType)random.Next(1, 7);
        double presence = random.Next(6) switch
        {
            0 => 0.02,
            1 => 0.5,
            2 => 0.99,
            _ => 1.0,
        };
        var distribution = Distribution(random, type);
        var values = new Value[rows];
        for (int row = 0; row < rows; row++)
        {
            values[row] = random.NextDouble() < presence ? distribution(row) : Value.Null;
        }
        return new(type, values);
    }

    /// <summary>Hands the column to an encoder.</summary>
    public void Give(ColumnConsumer consumer)
    {
        int rows = _values.Length;
        var presence = new ulong[(rows + 63) / 64];
        var words = new long[rows];
        var offsets = new int[rows + 1];
        var bytes = new ArrayBufferWriter<byte>();
        for (int row = 0; row < rows; row++)
        {
            if (!_values[row].IsNull)
            {
                presence[row >> 6] |= 1UL << (row & 63);
                Write(row, words, bytes);
            }
            else
            {
                words[row] = -12345;
            }
            offsets[row + 1] = bytes.WrittenCount;
        }
        bool all = _values.All(v => !v.IsNull);
        consumer(
            new()
            {
                Type = _type,
                RowCount = rows,
                Presence = all ? [] : presence,
                Words = words,
                Offsets = offsets,
                Bytes = bytes.WrittenSpan,
            }
        );
    }

    private void Write(int row, long[] words, ArrayBufferWriter<byte> bytes)
    {
        if (_type == ColumnType.Text)
        {
            bytes.Write(_values[row].AsUtf8());
        }
        else if (_type == ColumnType.Mixed)
        {
            ValueBinary.Write(_values[row], bytes);
        }
        else
        {
            words[row] = _values[row].Bits;
        }
    }

    private static Func<int, Value> Distribution(Random random, ColumnType type)
    {
        var integers = Integers(random);
        var texts = Texts(random, integers);
        return type switch
        {
            ColumnType.Boolean => _ => Value.Boolean(random.Next(3) == 0),
            ColumnType.Integer => row => Value.Integer(integers(row)),
            ColumnType.Float => row => Value.Float(integers(row) / 8.0),
            ColumnType.Date => row => Value.FromBits(ValueKind.Date, integers(row) % 300_000),
            ColumnType.Text => texts,
            _ when random.Next(2) == 0 => DateTimes(random),
            _ => row =>
                random.Next(3) switch
                {
                    0 => Value.Integer(integers(row)),
                    1 => texts(row),
                    _ => Value.List(Value.Integer(row), texts(row)),
                },
        };
    }

    // Of one kind in UTC; or of both kinds, some of another offset or so far away that they have no word.
    private static Func<int, Value> DateTimes(Random random)
    {
        bool isMixed = random.Next(2) == 0;
        bool isLocal = random.Next(2) == 0;
        return row =>
        {
            long second = isMixed && random.Next(8) == 0 ? (1L << 34) + row : random.Next(100_000);
            int offset = isMixed && random.Next(8) == 0 ? 3600 : 0;
            return isLocal != (isMixed && random.Next(8) == 0)
                ? Value.LocalDateTime(new(second, row))
                : Value.ZonedDateTime(new(second, row, offset, null));
        };
    }

    private static Func<int, long> Integers(Random random)
    {
        long @base = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(0, 60);
        int bits = random.Next(1, 63);
        var few = Enumerable
            .Range(0, random.Next(1, 200))
            .Select(_ => random.NextInt64())
            .ToArray();
        int run = random.Next(1, 3000);
        return random.Next(6) switch
        {
            0 => _ => @base,
            1 => _ => unchecked(@base + random.NextInt64(1L << bits)),
            2 => row => unchecked(@base + row * 3L),
            3 => row => few[row / run % few.Length],
            4 => _ => few[random.Next(few.Length)],
            _ => _ => random.NextInt64(long.MinValue, long.MaxValue),
        };
    }

    private static Func<int, Value> Texts(Random random, Func<int, long> integers)
    {
        int length = random.Next(0, 60);
        return random.Next(4) switch
        {
            0 => row => Value.String($"Name {integers(row) % 300}"),
            1 => _ => Value.Utf8(Encoding.UTF8.GetBytes(new string('ä', random.Next(length + 1)))),
            2 => row => Value.String($"https://example.org/{row}/{random.Next()}"),
            _ => _ => Value.String(""),
        };
    }
}
