using System.Text;
using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax.Tests;

public sealed class FuzzTests
{
    private const int SoupRounds = 10_000;
    private const int QueryRounds = 600;

    /// <summary>Damage is done at every so many characters of the specifications.</summary>
    private const int DamageStride = 3;

    private static readonly string[] s_pieces =
    [
        .. (
            "MATCH OPTIONAL WHERE WITH RETURN UNWIND AS DISTINCT ORDER BY SKIP LIMIT DESC UNION ALL EXPLAIN CYPHER 25 "
            + "AND OR XOR NOT IN IS NULL STARTS ENDS CONTAINS CASE WHEN THEN ELSE END EXISTS COUNT COLLECT "
            + "any none single reduce trim FROM normalize NFC true NaN ( ) [ ] { } , ; . .. : :: $ | || & ! + += - * / % ^ "
            + "= =~ < <= > >= <> != -- --> <-- a b `c d` `` ` 'x' \"y\" ' \" 1 2.5 0x1F 0o7 017 1e9 1e999 9223372036854775808 "
            + "// /* */ \\ \\u0041 $p $0 n.x (n) (n)-->(m) [x x:A|B # é 🧐 \ud800 \0 f("
        ).Split(' '),
        "\n",
        "\t",
    ];

    [Fact]
    public void Token_soup_never_throws_anything_but_the_errors_of_users()
    {
        int seed = TestSeed.Next();
        var random = new Random(seed);
        int valid = 0;
        for (int round = 0; round < SoupRounds; round++)
        {
            var soup = new StringBuilder(random.Next(2) == 0 ? "RETURN " : "");
            for (int length = random.Next(12); length > 0; length--)
            {
                soup.Append(s_pieces[random.Next(s_pieces.Length)]);
                soup.Append(random.Next(3) == 0 ? "" : " ");
            }
            valid += Try(soup.ToString(), seed) ? 1 : 0;
        }
        Assert.True(valid > 0, $"Seed {seed}: no soup was a query.");
    }

    [Fact]
    public void Truncated_and_damaged_queries_never_throw_anything_but_the_errors_of_users()
    {
        int seed = TestSeed.Next();
        var random = new Random(seed);
        foreach (string query in SpecificationFile.Names.SelectMany(SpecificationFile.InputsOf))
        {
            for (int end = random.Next(DamageStride); end <= query.Length; end += DamageStride)
            {
                Try(query[..end], seed);
                Try(query[end..], seed);
                string piece = s_pieces[random.Next(s_pieces.Length)];
                Try(query[..end] + piece + query[end..], seed);
            }
        }
    }

    [Fact]
    public void Random_valid_queries_survive_being_printed()
    {
        int seed = TestSeed.Next();
        var generator = new QueryGenerator(new Random(seed));
        for (int round = 0; round < QueryRounds; round++)
        {
            string query = generator.Next();
            try
            {
                CypherParser.Parse(query);
            }
            catch (CypherException exception)
            {
                Assert.Fail($"Seed {seed}: {query}\n{exception.Message}");
            }
            Assert.True(RoundTrip.CheckIfValid(query));
        }
    }

    private static bool Try(string query, int seed)
    {
        try
        {
            return RoundTrip.CheckIfValid(query);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}: {query}", exception);
        }
    }
}
