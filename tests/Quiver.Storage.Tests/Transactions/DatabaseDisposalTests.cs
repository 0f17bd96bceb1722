using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Transactions;

public sealed class DatabaseDisposalTests
{
    private const string Folder = "/disk/databases/db";

    [Fact]
    public async Task Whoever_comes_first_closes_the_database_where_several_would()
    {
        const int Threads = 4;
        var files = new SimulatedFileSystem(1);
        Database.CreateEmpty(files, Folder);
        for (int round = 0; round < 100; round++)
        {
            var database = Database.Open(files, Folder, DatabaseOptions.Default);
            using var start = new Barrier(Threads);
            var closing = Enumerable
                .Range(0, Threads)
                .Select(_ =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            start.SignalAndWait();
                            database.Dispose();
                        },
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                );
            await Task.WhenAll(closing);
        }
    }
}
