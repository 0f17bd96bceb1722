using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Tests.Concurrency;

/// <summary>Writers at the same time, on threads, upon a real disk.</summary>
public sealed class ConcurrentWritersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Increments_of_one_counter_from_many_tasks_end_at_the_exact_sum()
    {
        const int Writers = 32;
        const int Rounds = 20;
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        var (counter, key) = await CreateCounter(database);
        await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(_ => Task.Run(Increment, Cancellation))
        );
        using var graph = database.Latest();
        Assert.Equal(Writers * Rounds, Read(graph, counter, key));

        async Task Increment()
        {
            for (int round = 0; round < Rounds; round++)
            {
                using var transaction = await database.BeginWriteAsync(Cancellation);
                await RunAsync(
                    transaction,
                    graph =>
                        transaction.SetProperty(
                            counter,
                            key,
                            Value.Integer(Read(graph, counter, key) + 1)
                        )
                );
                await transaction.CommitAsync();
            }
        }
    }

    [Fact]
    public async Task Creating_relationships_at_one_node_restarts_nobody_and_all_are_counted()
    {
        const int Writers = 16;
        const int Rounds = 30;
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        var (hub, key) = await CreateCounter(database);
        var links = Task.WhenAll(
            Enumerable.Range(0, Writers).Select(i => Task.Run(() => Link(i), Cancellation))
        );
        // What a checkpoint takes and what is committed beside it must not be counted twice, nor left out.
        while (!links.IsCompleted)
        {
            await database.CheckpointAsync(Cancellation);
        }
        await links;
        using var graph = database.Latest();
        long[] degree = new long[1];
        graph.ReadDegrees([hub.Value], Direction.Incoming, [], degree);
        Assert.Equal(Writers * Rounds, degree[0]);
        Assert.Equal(Writers * Rounds, graph.Counts.Relationships);
        Assert.Equal(Writers * Rounds, graph.Counts.RelationshipsByEndLabel.Values.Sum());

        async Task Link(int writer)
        {
            for (int round = 0; round < Rounds; round++)
            {
                using var transaction = await database.BeginWriteAsync(Cancellation);
                var node = transaction.CreateNode(transaction.Label($"L{writer % 3}"));
                transaction.CreateRelationship(node, transaction.RelationshipType("AT"), hub);
                transaction.SetProperty(node, key, Value.Integer(round));
                await transaction.CommitAsync();
            }
        }
    }

    [Fact]
    public async Task Names_that_many_use_first_at_once_get_one_number_each_and_outlive_a_restart()
    {
        const int Writers = 12;
        using var folder = new TemporaryFolder();
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"N{i}")];
        using (var database = New(folder.Path))
        {
            await Task.WhenAll(
                Enumerable.Range(0, Writers).Select(i => Task.Run(() => Use(i), Cancellation))
            );

            async Task Use(int writer)
            {
                var random = new Random(writer);
                foreach (string name in names.OrderBy(_ => random.Next()))
                {
                    using var transaction = await database.BeginWriteAsync(Cancellation);
                    transaction.CreateNode(transaction.Label(name));
                    if (random.Next(4) > 0)
                    {
                        await transaction.CommitAsync();
                    }
                }
            }
        }
        using var reopened = Database.Open(
            PosixFileSystem.Instance,
            folder.Path,
            DatabaseOptions.Default
        );
        using var graph = reopened.Latest();
        Assert.Equal(names.Order(), graph.Tokens.Labels.All.Order());
        long nodes = 0;
        foreach (var (label, count) in graph.Counts.NodesByLabel)
        {
            Assert.Equal(count, Count(graph, new LabelId(label)));
            nodes += count;
        }
        Assert.Equal(graph.Counts.Nodes, nodes);
    }

    [Fact]
    public async Task A_node_is_not_deleted_under_a_relationship_that_somebody_creates_meanwhile()
    {
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        var (node, _) = await CreateCounter(database);
        using var deleting = await database.BeginWriteAsync(Cancellation);
        using var linking = await database.BeginWriteAsync(Cancellation);
        linking.CreateRelationship(node, linking.RelationshipType("R"), node);
        var conflict = Assert.Throws<StatementConflictException>(() =>
            deleting.DeleteNode(node, detach: false)
        );
        Assert.True(conflict.IsLockWait);
        deleting.RollbackStatement();
        var wait = conflict.WaitAsync(Cancellation).AsTask();
        Assert.False(wait.IsCompleted);
        await linking.CommitAsync();
        await wait;
        deleting.BeginStatement();
        deleting.DeleteNode(node, detach: false);
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await deleting.CommitAsync()
        );
        Assert.Equal(StatusCodes.NodeStillHasRelationships, error.Status);
    }

    [Fact]
    public async Task A_relationship_to_a_node_that_was_deleted_after_the_snapshot_begins_anew()
    {
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        var (node, _) = await CreateCounter(database);
        using var linking = await database.BeginWriteAsync(Cancellation);
        using (var deleting = await database.BeginWriteAsync(Cancellation))
        {
            deleting.DeleteNode(node, detach: true);
            await deleting.CommitAsync();
        }
        var conflict = Assert.Throws<StatementConflictException>(() =>
            linking.CreateRelationship(node, linking.RelationshipType("R"), node)
        );
        Assert.False(conflict.IsLockWait);
        linking.RollbackStatement();
        linking.BeginStatement();
        var error = Assert.Throws<CypherException>(() =>
            linking.CreateRelationship(node, linking.RelationshipType("R"), node)
        );
        Assert.Equal(StatusCodes.EntityNotFound, error.Status);
    }

    [Fact]
    public async Task Locks_of_a_batch_are_taken_in_one_order_so_that_opposite_orders_do_not_deadlock()
    {
        const int Writers = 8;
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        var nodes = new List<NodeId>();
        for (int i = 0; i < 5; i++)
        {
            nodes.Add((await CreateCounter(database)).Node);
        }
        var (_, key) = await CreateCounter(database);
        await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(i => Task.Run(() => AddToAll(i), Cancellation))
        );
        using var graph = database.Latest();
        Assert.All(nodes, node => Assert.Equal(Writers * 10, Read(graph, node, key)));

        async Task AddToAll(int writer)
        {
            var random = new Random(writer);
            for (int round = 0; round < 10; round++)
            {
                using var transaction = await database.BeginWriteAsync(Cancellation);
                var order = nodes.OrderBy(_ => random.Next()).ToList();
                await RunAsync(
                    transaction,
                    graph =>
                    {
                        transaction.Lock(order.ConvertAll(Storage.Locks.EntityKey.Of).ToArray());
                        foreach (var node in order)
                        {
                            long count = Read(graph, node, key);
                            transaction.SetProperty(node, key, Value.Integer(count + 1));
                        }
                    }
                );
                await transaction.CommitAsync();
            }
        }
    }

    [Fact]
    public async Task A_wait_for_a_commit_ends_when_it_is_visible_and_in_time_otherwise()
    {
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        var (node, key) = await CreateCounter(database);
        long next = database.Sequence + 1;
        Assert.True(await database.WaitForAsync(next - 1, TimeSpan.Zero, Cancellation));
        Assert.False(await database.WaitForAsync(next, TimeSpan.FromMilliseconds(1), Cancellation));
        var waiting = database.WaitForAsync(next, Timeout.InfiniteTimeSpan, Cancellation).AsTask();
        Assert.False(waiting.IsCompleted);
        using var transaction = await database.BeginWriteAsync(Cancellation);
        transaction.SetProperty(node, key, Value.Integer(9));
        Assert.Equal(next, await transaction.CommitAsync());
        Assert.True(await waiting);
    }

    [Fact]
    public async Task A_database_is_closed_under_an_open_transaction_which_then_ends_quietly()
    {
        using var folder = new TemporaryFolder();
        var database = New(folder.Path);
        var transaction = await database.BeginWriteAsync(Cancellation);
        transaction.CreateNode(transaction.Label("A"));
        database.Dispose();
        await Assert.ThrowsAsync<CypherException>(async () => await transaction.CommitAsync());
        transaction.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
            await database.BeginWriteAsync(Cancellation)
        );
    }

    private static async Task RunAsync(WriteTransaction transaction, Action<Snapshot> statement)
    {
        for (int restart = 0; ; restart++)
        {
            transaction.BeginStatement();
            try
            {
                using var graph = transaction.Read();
                statement(graph);
                return;
            }
            catch (StatementConflictException conflict)
            {
                Assert.True(restart < 20);
                transaction.RollbackStatement();
                await conflict.WaitAsync(Cancellation);
            }
        }
    }

    private static async Task<(NodeId Node, PropertyKeyId Key)> CreateCounter(Database database)
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        var node = transaction.CreateNode(transaction.Label("Counter"));
        var key = transaction.PropertyKey("n");
        transaction.SetProperty(node, key, Value.Integer(0));
        await transaction.CommitAsync();
        return (node, key);
    }

    private static long Read(Snapshot graph, NodeId node, PropertyKeyId key)
    {
        var column = new Model.Columns.ColumnBuilder();
        graph.ReadNodeProperty(key, [node.Value], column);
        return column.Build()[0].AsInteger();
    }

    private static long Count(Snapshot graph, LabelId label)
    {
        var scan = graph.ScanNodes(label);
        long[] batch = new long[64];
        long total = 0;
        for (int count; (count = scan.Next(batch)) > 0; )
        {
            total += count;
        }
        return total;
    }

    private static Database New(string folder)
    {
        Database.CreateEmpty(PosixFileSystem.Instance, folder);
        return Database.Open(
            PosixFileSystem.Instance,
            folder,
            DatabaseOptions.Default with
            {
                CallersWriteLog = true,
            }
        );
    }
}
