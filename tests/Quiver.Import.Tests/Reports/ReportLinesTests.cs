using System.Text;
using Quiver.Foundation.Text;
using Quiver.Import.Reports;

namespace Quiver.Import.Tests.Reports;

public sealed class ReportLinesTests
{
    [Fact]
    public void Lines_with_and_without_a_template_come_out_in_any_order_also_after_it_was_emptied()
    {
        var random = new Random(3);
        LineTemplate[] templates =
        [
            new LineTemplate().Text("a "u8).Value(1).Text(" b "u8).Value(0).Text("\n"u8),
            new LineTemplate().Value(0).Value(0).Text("|"u8).Value(1).Text("|\n"u8),
        ];
        var lines = new ReportLines();
        for (int round = 0; round < 4; round++)
        {
            var expected = new List<string>();
            for (int line = random.Next(200); line >= 0; line--)
            {
                string first = new('x', random.Next(40));
                string second = $"{random.Next()}";
                int kind = random.Next(templates.Length + 1);
                int start = lines.Values.Length;
                if (kind == templates.Length)
                {
                    lines.Values.Append(Encoding.UTF8.GetBytes($"{first}{second}\n"));
                    lines.AddWhole(start);
                    expected.Add($"{first}{second}\n");
                    continue;
                }
                lines.Values.Append(Encoding.UTF8.GetBytes(first));
                int middle = lines.Values.Length;
                lines.Values.Append(Encoding.UTF8.GetBytes(second));
                lines.Add(templates[kind], [start, middle, lines.Values.Length]);
                expected.Add(kind == 0 ? $"a {second} b {first}\n" : $"{first}{first}|{second}|\n");
            }
            Assert.Equal(expected.Count, lines.Count);
            foreach (int line in Enumerable.Range(0, expected.Count).OrderBy(_ => random.Next()))
            {
                var text = new JsonText(capacity: 1);
                lines.AppendTo(text, line);
                Assert.Equal(expected[line], Encoding.UTF8.GetString(text.Bytes));
                byte[] room = new byte[random.Next(expected[line].Length + 64)];
                int next = lines.Write(line, line + 1, room, out int written);
                Assert.Equal(written == 0 ? line : line + 1, next);
                Assert.Equal(
                    written == 0 ? "" : expected[line],
                    Encoding.UTF8.GetString(room, 0, written)
                );
                // Only little room beyond a line may be asked for.
                Assert.True(written > 0 || room.Length < expected[line].Length + 32);
            }
            byte[] all = new byte[expected.Sum(static line => line.Length) + 32];
            int half = lines.Write(0, expected.Count / 2, all, out int begun);
            int end = lines.Write(half, expected.Count, all.AsSpan(begun), out int rest);
            Assert.Equal((expected.Count / 2, expected.Count), (half, end));
            Assert.Equal(string.Concat(expected), Encoding.UTF8.GetString(all, 0, begun + rest));
            lines.Clear();
        }
    }
}
