using Quiver.Benchmarks.Bolt;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Writes;

/// <summary>A Quiver server, over Bolt.</summary>
internal sealed class QuiverOverBolt : IWriteTarget
{
    private readonly QuiverServer _server;

    public QuiverOverBolt(QuiverProgram program)
    {
        _server = new QuiverServer(program);
        using var client = _server.Connect();
        client.Query(ItemTexts.Index, NoParameters);
        while ((long)client.Query(ItemTexts.Pending, NoParameters)[0][0]! > 0)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(TimeSpan.FromMilliseconds(10));
        }
    }

    public string Name => "Quiver over Bolt";

    /// <summary>The server.</summary>
    public QuiverServer Server => _server;

    public IWriteClient Connect() => new Client(_server.Connect());

    public void Dispose()
    {
        _server.Stop();
        _server.Dispose();
    }

    private static void NoParameters(PackWriter output) => output.Map(0);

    private sealed class Client(LeanBoltClient bolt) : IWriteClient
    {
        public void Create(long id) =>
            bolt.Query(
                ItemTexts.Create,
                output =>
                {
                    output.Map(2);
                    output.Text("id");
                    output.Integer(id);
                    output.Text("name");
                    output.Text(ItemTexts.NameOf(id));
                }
            );

        public void CreateBatch(long first, int count) =>
            bolt.Query(
                ItemTexts.CreateBatch,
                output =>
                {
                    output.Map(1);
                    output.Text("rows");
                    output.List(count);
                    for (int i = 0; i < count; i++)
                    {
                        output.Map(2);
                        output.Text("id");
                        output.Integer(first + i);
                        output.Text("name");
                        output.Text(ItemTexts.NameOf(first + i));
                    }
                }
            );

        public void Update(long id, long value) =>
            bolt.Query(
                ItemTexts.Update,
                output =>
                {
                    output.Map(2);
                    output.Text("id");
                    output.Integer(id);
                    output.Text("value");
                    output.Integer(value);
                }
            );

        public long Read(long id) => (long)bolt.Query(ItemTexts.Read, "id", id)[0][0]!;

        public long Count() => (long)bolt.Query(ItemTexts.Count, NoParameters)[0][0]!;

        public void Dispose() => bolt.Dispose();
    }
}
