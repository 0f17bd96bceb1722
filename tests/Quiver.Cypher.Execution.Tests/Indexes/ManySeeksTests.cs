using System.Diagnostics;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Syntax;
using Quiver.Foundation.IO;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Cypher.Execution.Tests.Indexes;

public sealed class ManySeeksTests
{
    private const int Count = 100_000;

    [Fact]
    public async Task Rows_seek_a_batch_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("quiver-seeks-");
        string home = Path.Combine(folder.FullName, "db");
        var cancellation = TestContext.Current.CancellationToken;
        Database.CreateEmpty(PosixFileSystem.Instance, home);
        using (
            var database = Database.Open(PosixFileSystem.Instance, home, DatabaseOptions.Default)
        )
        {
            await FillAsync(database);
            var request = new IndexRequest { LabelsOrTypes = ["Person"], Properties = ["id"] };
            await database.CreateIndexAsync(request, cancellation);
            await database.AwaitIndexesAsync(cancellation);
            using var snapshot = database.Latest();
            var statistics = new SnapshotStatistics(snapshot);
            const string Query =
                "UNWIND $rows AS row MATCH (p:Person {id: row.id}) RETURN count(*), sum(p.id)";
            var plan = CypherPlanner.Plan(CypherParser.Parse(Query), statistics, statistics);

            long started = Stopwatch.GetTimestamp();
            using var cursor = QueryExecution.Start(
                plan,
                snapshot,
                Rows(),
                ExecutionOptions.Default,
                cancellation
            );
            var batch = cursor.Next()!;

            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds} ms"
            );
            Assert.Equal(Count, batch.Columns[0][0].AsInteger());
            Assert.Equal((long)Count * (Count - 1) / 2, batch.Columns[1][0].AsInteger());
        }
        folder.Delete(recursive: true);
    }

    private static MapValue Rows()
    {
        var rows = new Value[Count];
        for (int i = 0; i < Count; i++)
        {
            var id = Value.Integer((long)i * 7919 % Count);
            rows[i] = Value.Map(new MapValue([new("id", id)]));
        }
        return new MapValue([new("rows", Value.List(rows))]);
    }

    private static async Task FillAsync(Database database)
    {
        using var transaction = await database.BeginWriteAsync(CancellationToken.None);
        var label = transaction.Label("Person");
        var key = transaction.PropertyKey("id");
        for (int i = 0; i < Count; i++)
        {
            transaction.SetProperty(transaction.CreateNode(label), key, Value.Integer(i));
        }
        await transaction.CommitAsync();
    }
}
