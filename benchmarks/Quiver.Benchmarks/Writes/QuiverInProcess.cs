using Quiver.Benchmarks.Processes;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Benchmarks.Writes;

/// <summary>Quiver's engine in this process.</summary>
internal sealed class QuiverInProcess : IWriteTarget
{
    private readonly QuiverEngine _engine;

    public QuiverInProcess(string folder)
    {
        _engine = QuiverEngine.Open(
            new EngineOptions { Home = folder, FileSystem = PosixFileSystem.Instance }
        );
        _engine.CreateDefaultDatabase();
        using var client = new Client(_engine.OpenSession(_engine.Authenticate(AuthToken.None)));
        client.Run(ItemTexts.Index, MapValue.Empty);
        while (client.Run(ItemTexts.Pending, MapValue.Empty) > 0)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(TimeSpan.FromMilliseconds(10));
        }
    }

    public string Name => "Quiver in process";

    public IWriteClient Connect() =>
        new Client(_engine.OpenSession(_engine.Authenticate(AuthToken.None)));

    public void Dispose() => SynchronousWait.For(_engine.DisposeAsync());

    private sealed class Client(EngineSession session) : IWriteClient
    {
        public void Create(long id) =>
            Run(
                ItemTexts.Create,
                Map(new("id", Value.Integer(id)), new("name", Value.String(ItemTexts.NameOf(id))))
            );

        public void CreateBatch(long first, int count)
        {
            var rows = new Value[count];
            for (int i = 0; i < count; i++)
            {
                rows[i] = Value.Map(
                    Map(
                        new("id", Value.Integer(first + i)),
                        new("name", Value.String(ItemTexts.NameOf(first + i)))
                    )
                );
            }
            Run(
                ItemTexts.CreateBatch,
                Map(new KeyValuePair<string, Value>("rows", Value.List(rows)))
            );
        }

        public void Update(long id, long value) =>
            Run(
                ItemTexts.Update,
                Map(new("id", Value.Integer(id)), new("value", Value.Integer(value)))
            );

        public long Read(long id) =>
            Run(ItemTexts.Read, Map(new KeyValuePair<string, Value>("id", Value.Integer(id))));

        public long Count() => Run(ItemTexts.Count, MapValue.Empty);

        public void Dispose() => SynchronousWait.For(session.DisposeAsync());

        /// <summary>Runs a query; gives the integer in the last row, -1 when there is no row.</summary>
        public long Run(string query, MapValue parameters)
        {
            var request = new RunRequest { Query = query, Parameters = parameters };
            var cursor = SynchronousWait.ResultOf(session.RunAsync(request));
            try
            {
                long value = -1;
                while (SynchronousWait.ResultOf(cursor.NextBatchAsync(Batch.Capacity)) is { } batch)
                {
                    if (batch is { RowCount: > 0, Columns.Length: > 0 })
                    {
                        value = batch.Columns[0][batch.RowCount - 1].AsInteger();
                    }
                }
                return value;
            }
            finally
            {
                SynchronousWait.For(cursor.DisposeAsync());
            }
        }

        private static MapValue Map(params KeyValuePair<string, Value>[] entries) => new(entries);
    }
}
