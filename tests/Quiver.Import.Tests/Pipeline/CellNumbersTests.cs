using System.Text;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed class CellNumbersTests
{
    [Theory]
    [InlineData(200, 2)]
    [InlineData(20_000, 3)]
    [InlineData(20_000, 60)]
    public void Cells_have_the_numbers_of_a_dictionary(int cells, int letters)
    {
        var random = new Random(cells + letters);
        var numbers = new CellNumbers();
        var expected = new Dictionary<(int, string), int>();
        for (int i = 0; i < cells; i++)
        {
            int context = random.Next(-1, 3);
            string text = string.Concat(
                Enumerable
                    .Range(0, random.Next(CellNumbers.MostBytes + 1))
                    .Select(_ => (char)('\0' + random.Next(letters)))
            );
            byte[] raw = Encoding.ASCII.GetBytes(text);
            bool isKnown = expected.TryGetValue((context, text), out int number);
            Assert.Equal(isKnown, numbers.TryGet(context, raw, out int found));
            if (isKnown)
            {
                Assert.Equal(number, found);
            }
            else
            {
                numbers.Add(context, raw, i);
                expected.Add((context, text), i);
            }
        }
        Assert.Equal(expected.Count, numbers.Count);
        foreach (var ((context, text), number) in expected)
        {
            Assert.True(numbers.TryGet(context, Encoding.ASCII.GetBytes(text), out int found));
            Assert.Equal(number, found);
        }
    }
}
