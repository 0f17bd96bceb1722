using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Kernels;

public sealed class TemporalPartKernelsTests
{
    private static readonly string[] Parts =
    [
        "year",
        "quarter",
        "month",
        "week",
        "weekYear",
        "dayOfQuarter",
        "quarterDay",
        "day",
        "ordinalDay",
        "dayOfWeek",
        "weekDay",
        "hour",
        "minute",
        "second",
        "millisecond",
        "microsecond",
        "nanosecond",
        "epochSeconds",
        "epochMillis",
        "timezone",
        "offset",
        "offsetMinutes",
        "offsetSeconds",
        "years",
        "none",
    ];

    [Theory]
    [InlineData(VectorKind.Date, 11)]
    [InlineData(VectorKind.LocalDateTime, 17)]
    [InlineData(VectorKind.ZonedDateTime, 19)]
    [InlineData(VectorKind.Integer, 0)]
    [InlineData(VectorKind.Boolean, 0)]
    public void A_column_has_the_parts_that_its_values_have(VectorKind kind, int expectedCount)
    {
        int seed = Environment.TickCount;
        long[] words = Words(kind, new Random(seed));
        long[] parts = new long[words.Length];
        int count = 0;
        foreach (string part in Parts)
        {
            if (!TemporalPartKernels.TryRead(kind, part, words, parts))
            {
                continue;
            }
            count++;
            for (int row = 0; row < words.Length; row++)
            {
                var value = ColumnWords.ValueOf(kind, words[row]);
                Assert.True(TemporalComponents.TryGet(value, part, out var expected));
                Assert.True(
                    expected.Kind == ValueKind.Integer && expected.Bits == parts[row],
                    $"{value}.{part}: {parts[row]}, not {expected} (seed {seed})"
                );
            }
        }
        Assert.Equal(expectedCount, count);
    }

    // The ends, midnights, and days and times of any year.
    private static long[] Words(VectorKind kind, Random random)
    {
        long perDay = kind == VectorKind.Date ? 1 : TemporalLimits.NanosecondsPerDay;
        (long least, long most) =
            kind == VectorKind.Date
                ? (TemporalLimits.MinEpochDay, TemporalLimits.MaxEpochDay)
                : (-9_223_372_036_000_000_000, 9_223_372_035_999_999_999);
        var words = new List<long>
        {
            least,
            most,
            0,
            -1,
            1,
            perDay,
            -perDay,
            perDay - 1,
            -perDay - 1,
        };
        for (int i = 0; i < 2000; i++)
        {
            words.Add(random.NextInt64(least, most));
            words.Add(random.NextInt64(-40_000, 40_000) * perDay);
        }
        return [.. words];
    }
}
