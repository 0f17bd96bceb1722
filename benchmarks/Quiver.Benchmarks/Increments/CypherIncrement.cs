using System.Diagnostics;
using System.Globalization;
using Quiver.Benchmarks.Bolt;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Measurement;
using Quiver.Benchmarks.Processes;
using Quiver.Benchmarks.Reports;

namespace Quiver.Benchmarks.Increments;

/// <summary>The same increment into a served database by the command and by batches of Cypher over Bolt, in turn.</summary>
internal sealed class CypherIncrement(BenchmarkOptions options, IncrementedDatabase database)
{
    private const int BatchRows = 10_000;

    /// <summary>What each file becomes. The cells of a row are texts, but for ids.</summary>
    private static readonly (string File, int Ids, string Text)[] Statements =
    [
        (
            GraphGenerator.PersonsFile,
            1,
            "UNWIND $rows AS row MERGE (p:Person {id: row[0]}) SET p.firstName = row[1], p.lastName = row[2], p.birthday = date(row[3]), p.created = datetime(row[4]), p.age = toInteger(row[5]), p.score = toFloat(row[6]), p.email = split(row[7], ';') FOREACH (x IN CASE WHEN row[8] CONTAINS 'Moderator' THEN [1] ELSE [] END | SET p:Moderator)"
        ),
        (
            GraphGenerator.PostsFile,
            1,
            "UNWIND $rows AS row MERGE (p:Post {id: row[0]}) SET p.content = row[1], p.length = toInteger(row[2]), p.created = datetime(row[3])"
        ),
        (
            GraphGenerator.KnowsFile,
            2,
            "UNWIND $rows AS row MATCH (a:Person {id: row[0]}) MATCH (b:Person {id: row[1]}) MERGE (a)-[r:KNOWS]->(b) SET r.since = date(row[2])"
        ),
        (
            GraphGenerator.LikesFile,
            2,
            "UNWIND $rows AS row MATCH (a:Person {id: row[0]}) MATCH (b:Post {id: row[1]}) MERGE (a)-[:LIKES]->(b)"
        ),
        (
            GraphGenerator.CreatorsFile,
            2,
            "UNWIND $rows AS row MATCH (a:Post {id: row[0]}) MATCH (b:Person {id: row[1]}) MERGE (a)-[:HAS_CREATOR]->(b)"
        ),
    ];

    /// <summary>Measures.</summary>
    public MarkdownTable Run()
    {
        var byCommand = new List<double>();
        var byCypher = new List<double>();
        long relationships = 0;
        for (int round = 0; round < Math.Min(options.Repetitions, 3); round++)
        {
            byCommand.Add(Measure(_ => database.Add()).TotalSeconds);
            database.Check(isMerged: true);
            byCypher.Add(Measure(server => relationships = AddByCypher(server)).TotalSeconds);
        }
        var table = new MarkdownTable("the same increment", "s: median (least)", "ratio");
        double command = new Distribution(byCommand).Median;
        double cypher = new Distribution(byCypher).Median;
        table.Row("database import incremental", Text(byCommand), "1");
        table.Row(
            "UNWIND … MERGE over Bolt",
            Text(byCypher),
            (cypher / command).ToString("0.0", CultureInfo.InvariantCulture)
        );
        table.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{byCommand.Count} rounds in turn into a running server: {database.Files.NewNodes:N0} nodes and {database.Files.NewRelationships:N0} relationships. Cypher: one client, a transaction for each {BatchRows:N0} rows, ids found by the same constraints; MERGE makes one of likes that occur twice, so that there are {relationships:N0} relationships in all, not {database.Files.Relationships + database.Files.NewRelationships:N0}."
            )
        );
        return table;
    }

    private TimeSpan Measure(Action<QuiverServer> add)
    {
        database.ImportBefore();
        using var server = new QuiverServer(database.Program);
        using (var client = server.Connect())
        {
            client.Query("RETURN 1", static output => output.Map(0));
        }
        DiskUse.Settle();
        long started = Stopwatch.GetTimestamp();
        add(server);
        var time = Stopwatch.GetElapsedTime(started);
        server.Stop();
        Console.Error.WriteLine($"increment: {time.TotalSeconds:0.00} s");
        return time;
    }

    /// <summary>Adds all rows.</summary>
    /// <returns>How many relationships there are then.</returns>
    private long AddByCypher(QuiverServer server)
    {
        using var client = server.Connect();
        foreach (var (file, ids, text) in Statements)
        {
            foreach (
                var rows in File.ReadLines(database.Files.MoreFile(file)).Skip(1).Chunk(BatchRows)
            )
            {
                client.Query(text, output => Write(output, rows, ids));
            }
        }
        long nodes = (long)Count(client, "MATCH (n) RETURN count(n)");
        long wanted = database.Files.Nodes + database.Files.NewNodes;
        return nodes == wanted
            ? Count(client, "MATCH ()-[r]->() RETURN count(r)")
            : throw new BenchmarkException($"Cypher made {nodes} nodes, not {wanted}.");
    }

    private static long Count(LeanBoltClient client, string query) =>
        (long)client.Query(query, static output => output.Map(0))[0][0]!;

    private static void Write(PackWriter output, string[] rows, int ids)
    {
        output.Map(1);
        output.Text("rows");
        output.List(rows.Length);
        foreach (string row in rows)
        {
            var cells = CellsOf(row);
            output.List(cells.Count);
            for (int i = 0; i < cells.Count; i++)
            {
                if (i < ids)
                {
                    output.Integer(long.Parse(cells[i], CultureInfo.InvariantCulture));
                }
                else
                {
                    output.Text(cells[i]);
                }
            }
        }
    }

    /// <summary>The cells of a row, without the quotes around them.</summary>
    private static List<string> CellsOf(string row)
    {
        var cells = new List<string>();
        for (int at = 0; at <= row.Length; at++)
        {
            if (at < row.Length && row[at] == '"')
            {
                int end = at + 1;
                while (row[end] != '"' || (end + 1 < row.Length && row[end + 1] == '"'))
                {
                    end += row[end] == '"' ? 2 : 1;
                }
                cells.Add(row[(at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal));
                at = end + 1;
            }
            else
            {
                int comma = row.IndexOf(',', at);
                int end = comma < 0 ? row.Length : comma;
                cells.Add(row[at..end]);
                at = end;
            }
        }
        return cells;
    }

    private static string Text(List<double> seconds)
    {
        var measured = new Distribution(seconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Median:0.00} ({measured.Least:0.00})"
        );
    }
}
