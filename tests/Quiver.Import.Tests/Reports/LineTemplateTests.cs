using System.Text;
using Quiver.Foundation.Text;
using Quiver.Import.Reports;

namespace Quiver.Import.Tests.Reports;

public sealed class LineTemplateTests
{
    [Fact]
    public void A_line_is_its_texts_with_the_values_between_whatever_their_lengths()
    {
        var random = new Random(5);
        var lines = new JsonText(capacity: 1);
        var expected = new StringBuilder();
        for (int round = 0; round < 200; round++)
        {
            var template = new LineTemplate();
            string[] texts = new string[random.Next(1, 18)];
            int[] places = new int[texts.Length - 1];
            for (int i = 0; i < texts.Length; i++)
            {
                texts[i] = Letters(random);
                template.Text(Encoding.UTF8.GetBytes(texts[i]));
                if (i < places.Length)
                {
                    places[i] = random.Next(4);
                    template.Value(places[i]);
                }
            }
            for (int line = 0; line < 5; line++)
            {
                string[] values = [.. Enumerable.Range(0, 4).Select(_ => Letters(random))];
                var given = new JsonText(capacity: 1);
                int[] bounds = new int[5];
                for (int i = 0; i < values.Length; i++)
                {
                    given.Append(Encoding.UTF8.GetBytes(values[i]));
                    bounds[i + 1] = given.Length;
                }
                template.Write(given, bounds, lines);
                expected.Append(texts[0]);
                for (int i = 0; i < places.Length; i++)
                {
                    expected.Append(values[places[i]]).Append(texts[i + 1]);
                }
            }
        }
        Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(lines.Bytes));
    }

    private static string Letters(Random random) =>
        new((char)('a' + random.Next(26)), random.Next(3) == 0 ? 0 : random.Next(100));
}
