using System.Globalization;
using System.Text;

namespace Quiver.Csv.Tests;

/// <summary>Random texts under random dialects, cut into blocks of random sizes, against the reference reader.</summary>
public sealed class RandomTextTests
{
    [Theory]
    [InlineData(20261121)]
    public void Text_reads_as_the_reference_reads_it_wherever_it_is_cut(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 1000; round++)
        {
            var dialect = RandomDialect(random);
            string text = RandomText(random, dialect);
            int blockBytes = random.Next(1, 200);
            var expected = ReferenceReader.Read(text, dialect);
            var actual = CsvReading.Read(Encoding.UTF8.GetBytes(text), dialect, blockBytes);
            string place = Describe(seed, round, blockBytes, dialect, text);
            if (expected.Count > 0 && expected[^1].StartsWith("error", StringComparison.Ordinal))
            {
                // Rows of the block that fails are not given out.
                Assert.True(expected[^1] == actual[^1], $"{place}\n{expected[^1]}\n{actual[^1]}");
                Assert.Equal(expected.Take(actual.Count - 1), actual.SkipLast(1));
            }
            else
            {
                Assert.True(
                    expected.SequenceEqual(actual),
                    $"{place}\n{string.Join('\n', expected)}\n--\n{string.Join('\n', actual)}"
                );
            }
        }
    }

    [Theory]
    [InlineData(20261122)]
    public void Wrong_rows_are_collected_as_the_reference_collects_them_and_cost_no_good_ones(
        int seed
    )
    {
        var random = new Random(seed);
        for (int round = 0; round < 1000; round++)
        {
            var dialect = RandomDialect(random);
            string text = RandomText(random, dialect);
            int blockBytes = random.Next(1, 200);
            var expected = ReferenceReader.Read(text, dialect, collects: true);
            var settings = new CsvReadSettings
            {
                BlockBytes = blockBytes,
                CollectsFaultyRows = true,
            };
            var actual = CsvReading.Read(Encoding.UTF8.GetBytes(text), dialect, settings);
            string place = Describe(seed, round, blockBytes, dialect, text);
            Assert.True(
                expected.SequenceEqual(actual),
                $"{place}\n{string.Join('\n', expected)}\n--\n{string.Join('\n', actual)}"
            );
        }
    }

    [Fact]
    public void A_text_gives_the_same_cells_cut_at_every_place_in_every_mode()
    {
        var random = new Random(3);
        for (int round = 0; round < 12; round++)
        {
            var dialect = RandomDialect(random);
            byte[] text = Encoding.UTF8.GetBytes(RandomText(random, dialect));
            var settings = new CsvReadSettings { CollectsFaultyRows = true };
            var whole = CsvReading.Read(text, dialect, settings);
            for (int blockBytes = 1; blockBytes < Math.Min(text.Length + 2, 200); blockBytes++)
            {
                var cut = CsvReading.Read(text, dialect, settings with { BlockBytes = blockBytes });
                Assert.Equal(whole, cut);
            }
        }
    }

    private static CsvDialect RandomDialect(Random random)
    {
        var dialect = new CsvDialect
        {
            MultilineFields = random.Next(2) == 0,
            TrimStrings = random.Next(3) == 0,
            LegacyStyleQuoting = random.Next(3) == 0,
        };
        return random.Next(5) switch
        {
            0 => dialect with { Delimiter = '§', Quote = '«' },
            1 => dialect with { Quote = '€' },
            2 => dialect with { Delimiter = '\t', Quote = '\u0001' },
            _ => dialect,
        };
    }

    /// <summary>Long stretches without quotes as well as dense ones, so that windows of all kinds occur.</summary>
    private static string RandomText(Random random, CsvDialect dialect)
    {
        string[] pieces = random.Next(6) switch
        {
            0 => [",", "\"", "\n", "\r", "a"],
            1 => ["abc", "de", ",", "\n", "\"x\"", "\"y,\"\"z\"\"\"", ",", "\r\n"],
            2 => ["abcdefghijklmnopqrstuvwxyz", ",", "\n", "0123456789", "5\"", "\"\"\"q\"\"\""],
            3 => ["\"a\nb\"", ",", "\n", "word", "\"\"", "\"c\"", ",\"long quoted content, here\""],
            4 => [" ", "\u00A0", ",", "\"", "\n", "é", "\u3000", "\"b\" ", "\t", "\\\"", "\u2003"],
            _ =>
            [
                "\\",
                "\\\\",
                "\"",
                ",",
                "\\\"",
                "\n",
                "\"x\\\"y\"",
                "\"z\\\\\"",
                "plain",
                "\\\n",
            ],
        };
        var text = new StringBuilder();
        int count = random.Next(1, 60);
        for (int i = 0; i < count; i++)
        {
            text.Append(pieces[random.Next(pieces.Length)]);
        }
        return text.Replace(",", dialect.Delimiter.ToString())
            .Replace("\"", dialect.Quote.ToString())
            .ToString();
    }

    private static string Describe(
        int seed,
        int round,
        int blockBytes,
        CsvDialect dialect,
        string text
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}, round {round}, blocks of {blockBytes}, {dialect}: {text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}"
        );
}
