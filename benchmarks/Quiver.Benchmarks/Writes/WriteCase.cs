namespace Quiver.Benchmarks.Writes;

/// <summary>A row of the report: what clients do again and again.</summary>
/// <param name="Name">How reports name it.</param>
/// <param name="Clients">How many do it at once.</param>
/// <param name="Items">How many items one operation makes, reads or changes.</param>
/// <param name="Operation">One operation.</param>
internal sealed record WriteCase(
    string Name,
    int Clients,
    int Items,
    Action<IWriteClient, ItemIds> Operation
)
{
    private const int BatchItems = 1_000;
    private const int ManyClients = 32;
    private const int FewClients = 16;

    /// <summary>Whether one more client creates items meanwhile, which are not counted.</summary>
    public bool BesideWriter { get; init; }

    /// <summary>All rows.</summary>
    public static readonly IReadOnlyList<WriteCase> All =
    [
        new("durable create, 1 client", 1, 1, Create),
        new("durable create, 16 clients", FewClients, 1, Create),
        new("durable create, 32 clients", ManyClients, 1, Create),
        new("batch of 1,000 creates, 1 client", 1, BatchItems, CreateBatch),
        new("update by indexed id, 1 client", 1, 1, Update),
        new("read by indexed id, 1 client", 1, 1, Read),
        new("read by indexed id while another client creates", 1, 1, Read) { BesideWriter = true },
    ];

    /// <summary>What is done before anything is measured: a program that was just started still compiles what it uses often.</summary>
    public static readonly IReadOnlyList<WriteCase> WarmUp =
    [
        new("creates", 4, 1, Create),
        new("updates", 1, 1, Update) { BesideWriter = true },
        new("reads", 1, 1, Read) { BesideWriter = true },
    ];

    /// <summary>Creates one item.</summary>
    public static void Create(IWriteClient client, ItemIds ids) => client.Create(ids.Take(1));

    private static void CreateBatch(IWriteClient client, ItemIds ids) =>
        client.CreateBatch(ids.Take(BatchItems), BatchItems);

    private static void Update(IWriteClient client, ItemIds ids) =>
        client.Update(ids.Known(), ids.Random());

    private static void Read(IWriteClient client, ItemIds ids)
    {
        if (client.Read(ids.Known()) < 0)
        {
            throw new BenchmarkException("An item that was created is not there.");
        }
    }
}
