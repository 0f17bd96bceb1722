using Quiver.Csv.Kernels;

namespace Quiver.Csv.Tests.Kernels;

public sealed unsafe class VectorScanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Finds_what_the_scalar_scan_finds(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 3000; round++)
        {
            var dialect = new CsvDialect
            {
                MultilineFields = random.Next(2) == 0,
                TrimStrings = random.Next(3) == 0,
                LegacyStyleQuoting = random.Next(3) == 0,
            };
            byte[] text = RandomText(random);
            var expected = Scan(text, dialect, isVector: false);
            var actual = Scan(text, dialect, isVector: true);
            Assert.True(expected == actual, $"seed {seed}, round {round}\n{expected}\n{actual}");
        }
    }

    [Fact]
    public void The_boundary_scan_ends_where_the_last_row_of_the_index_ends()
    {
        var random = new Random(5);
        for (int round = 0; round < 3000; round++)
        {
            var dialect = new CsvDialect
            {
                MultilineFields = true,
                TrimStrings = random.Next(3) == 0,
                LegacyStyleQuoting = random.Next(3) == 0,
            };
            byte[] text = RandomText(random);
            byte[] padded = [.. text, .. new byte[VectorScan.Padding]];
            int[] ends = new int[text.Length + 2];
            int[] rowEnds = new int[text.Length + 1];
            fixed (byte* p = padded)
            fixed (int* e = ends)
            fixed (int* r = rowEnds)
            {
                var index = new CellIndex { Ends = e, RowEnds = r };
                index.Reset();
                var rules = dialect.ScanRules;
                int end = ScalarScan.Scan(p, 0, text.Length, text.Length, rules, ref index);
                var boundary = BoundaryScan.Scan(p, 0, text.Length, rules);
                Assert.Equal(end < 0, boundary.IsFaulty);
                if (end >= 0)
                {
                    Assert.Equal(index.RowStart, boundary.AfterLastRow);
                    Assert.Equal(index.IsOpen, boundary.IsOpen);
                }
            }
        }
    }

    [Theory]
    [InlineData("a\r\nb\rc\n", 3)]
    [InlineData("", 0)]
    [InlineData("no line end", 0)]
    public void Counts_lines(string text, int expected)
    {
        // At all distances to the border of a window.
        for (int shift = 0; shift < 130; shift++)
        {
            byte[] padded =
            [
                .. Enumerable.Repeat((byte)'x', shift),
                .. text.Select(c => (byte)c),
                .. new byte[VectorScan.Padding],
            ];
            fixed (byte* p = padded)
            {
                Assert.Equal(expected, VectorScan.CountLines(p, shift + text.Length));
            }
        }
    }

    private static string Scan(byte[] text, CsvDialect dialect, bool isVector)
    {
        byte[] padded = [.. text, .. new byte[VectorScan.Padding]];
        int[] ends = new int[text.Length + 2];
        int[] rowEnds = new int[text.Length + 1];
        fixed (byte* p = padded)
        fixed (int* e = ends)
        fixed (int* r = rowEnds)
        {
            var index = new CellIndex { Ends = e, RowEnds = r };
            index.Reset();
            bool isDone = isVector
                ? VectorScan.Scan(p, 0, text.Length, dialect.ScanRules, ref index)
                : ScalarScan.Scan(p, 0, text.Length, text.Length, dialect.ScanRules, ref index)
                    >= 0;
            if (!isDone)
            {
                return $"{index.Fault} at {index.FaultOffset}";
            }
            // Outside quotes a text's last state is not used further.
            bool isOpen = index.IsOpen;
            return $"{string.Join(',', ends.Take(index.EndCount))} / {string.Join(',', rowEnds.Take(index.RowEndCount))} / {isOpen} {index.IsAscii}";
        }
    }

    private static byte[] RandomText(Random random)
    {
        byte[] alphabet = random.Next(3) switch
        {
            0 => [.. "a,\"\n"u8],
            1 => [.. "abcdefghijkl,\"\" \\\r\nxyz"u8, 0xC2, 0xA0],
            _ => [.. "abcdefghijklmnopqrstuvwxyz0123456789,,,\n\""u8],
        };
        byte[] text = new byte[random.Next(0, 300)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = alphabet[random.Next(alphabet.Length)];
        }
        // Mostly well-formed: a closing quote gets a delimiter behind it.
        for (int i = 1; i + 1 < text.Length && random.Next(40) > 0; i++)
        {
            if (text[i] == '"' && text[i - 1] != ',')
            {
                text[i + 1] = (byte)',';
            }
        }
        return text;
    }
}
