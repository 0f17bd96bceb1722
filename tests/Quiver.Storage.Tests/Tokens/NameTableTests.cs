using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Tests.Tokens;

public sealed class NameTableTests
{
    [Fact]
    public void Numbers_names_as_a_dictionary_does_whatever_is_copied_meanwhile()
    {
        var steps = Gen.Choose(0, 40)
            .Select(number => number == 0 ? "" : new string((char)('a' + (number % 26)), number))
            .ArrayOf();
        Prop.ForAll(steps.ToArbitrary(), Check).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Names_of_any_length_keep_their_bytes()
    {
        var table = new NameTable();
        string[] names =
        [
            .. new[] { 0, 1, 7, 8, 9, 4_000, 300_000, 5, 262_140, 262_139, 600_000 }.Select(NameOf),
        ];
        for (int number = 0; number < names.Length; number++)
        {
            Assert.Equal(number, table.NumberOf(names[number]));
        }
        CompareWith(names, table);
        Assert.Equal(-1, table.Find("y"));
        table.Clear();
        Assert.Equal(0, table.Count);
        Assert.Equal(-1, table.Find(names[0]));
        Assert.Equal(0, table.NumberOf("another"));
        CompareWith(["another"], table);
    }

    private static string NameOf(int length) =>
        new string('é', length / 2) + new string('x', length % 2);

    private static void Check(string[] steps)
    {
        var table = new NameTable();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var copies = new List<(NameTable Table, string[] Names)>();
        foreach (string name in steps)
        {
            Assert.Equal(known.GetValueOrDefault(name, -1), table.Find(name));
            known.TryAdd(name, known.Count);
            Assert.Equal(known[name], table.NumberOf(Encoding.UTF8.GetBytes(name)));
            if (name.Length % 9 == 0)
            {
                // More room, or less than there is.
                table.Reserve(name.Length * 10);
            }
            if (name.Length % 5 == 0)
            {
                // The copy gets names of its own, of which the other hears nothing.
                var copy = table.Copy();
                Assert.Equal(known.Count, copy.NumberOf("of the copy"));
                copies.Add((copy, [.. NamesOf(known), "of the copy"]));
            }
        }
        CompareWith(NamesOf(known), table);
        for (int count = 0; count <= known.Count; count++)
        {
            CompareWith(NamesOf(known)[..count], table.Copy(count));
        }
        foreach (var (copy, names) in copies)
        {
            CompareWith(names, copy);
        }
    }

    private static string[] NamesOf(Dictionary<string, int> known) =>
        [.. known.OrderBy(entry => entry.Value).Select(entry => entry.Key)];

    private static void CompareWith(string[] names, NameTable table)
    {
        Assert.Equal(names.Length, table.Count);
        var written = new MemoryStream();
        foreach (var page in table.Pages)
        {
            written.Write(page.Span);
        }
        Assert.Equal(table.ByteCount, written.Length);
        using var reader = new BinaryReader(written);
        written.Position = 0;
        for (int number = 0; number < names.Length; number++)
        {
            Assert.Equal(number, table.Find(names[number]));
            Assert.Equal(names[number], table.TextOf(number));
            Assert.Equal(
                names[number],
                Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()))
            );
        }
    }
}
