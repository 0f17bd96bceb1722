using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Tests.Simulation;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Tests.Concurrency;

/// <summary>The table of anomalies in docs/isolation.md: one test a row.</summary>
public sealed class IsolationTests : IDisposable
{
    private const string Folder = "/disk/databases/db";

    private readonly Database _database;

    public IsolationTests()
    {
        var files = new SimulatedFileSystem(1);
        Database.CreateEmpty(files, Folder);
        _database = Database.Open(files, Folder, DatabaseOptions.Default);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_reads_what_is_not_committed()
    {
        var (node, key) = await CreateNode(1);
        using var writer = await Begin();
        writer.SetProperty(node, key, Value.Integer(2));
        using var other = await Begin();
        using (var graph = other.Read())
        {
            Assert.Equal(1, Read(graph, node, key));
        }
        using (var graph = _database.Latest())
        {
            Assert.Equal(1, Read(graph, node, key));
        }
        writer.Dispose();
        using var after = _database.Latest();
        Assert.Equal(1, Read(after, node, key));
    }

    [Fact]
    public async Task Nobody_overwrites_what_is_not_committed()
    {
        var (node, key) = await CreateNode(1);
        using var first = await Begin();
        using var second = await Begin();
        first.SetProperty(node, key, Value.Integer(2));
        var conflict = Assert.Throws<StatementConflictException>(() =>
            second.SetProperty(node, key, Value.Integer(3))
        );
        Assert.True(conflict.IsLockWait);
        second.RollbackStatement();
        var wait = conflict.WaitAsync(Cancellation).AsTask();
        Assert.False(wait.IsCompleted);
        first.Dispose();
        await wait;
    }

    [Fact]
    public async Task A_statement_never_loses_an_update()
    {
        var (node, key) = await CreateNode(1);
        using var slow = await Begin();
        slow.BeginStatement();
        long seen = Read(slow, node, key);
        using (var fast = await Begin())
        {
            fast.SetProperty(node, key, Value.Integer(10));
            await fast.CommitAsync();
        }
        var conflict = Assert.Throws<StatementConflictException>(() =>
            slow.SetProperty(node, key, Value.Integer(seen + 1))
        );
        Assert.False(conflict.IsLockWait);
        slow.RollbackStatement();
        await conflict.WaitAsync(Cancellation);
        slow.BeginStatement();
        slow.SetProperty(node, key, Value.Integer(Read(slow, node, key) + 1));
        await slow.CommitAsync();
        using var after = _database.Latest();
        Assert.Equal(11, Read(after, node, key));
    }

    [Fact]
    public async Task A_value_carried_into_a_later_statement_may_be_old()
    {
        var (node, key) = await CreateNode(1);
        using var slow = await Begin();
        slow.BeginStatement();
        long seen = Read(slow, node, key);
        using (var fast = await Begin())
        {
            fast.SetProperty(node, key, Value.Integer(10));
            await fast.CommitAsync();
        }
        slow.BeginStatement();
        slow.SetProperty(node, key, Value.Integer(seen + 1));
        await slow.CommitAsync();
        using var after = _database.Latest();
        Assert.Equal(2, Read(after, node, key));
    }

    [Fact]
    public async Task A_later_statement_sees_later_commits()
    {
        var (node, key) = await CreateNode(1);
        using var reader = await Begin();
        reader.BeginStatement();
        Assert.Equal(1, Read(reader, node, key));
        using (var writer = await Begin())
        {
            writer.SetProperty(node, key, Value.Integer(2));
            await writer.CommitAsync();
        }
        Assert.Equal(1, Read(reader, node, key));
        reader.BeginStatement();
        Assert.Equal(2, Read(reader, node, key));
    }

    [Fact]
    public async Task A_later_statement_finds_what_was_created_meanwhile()
    {
        await CreateNode(1);
        using var reader = await Begin();
        reader.BeginStatement();
        Assert.Equal(1, CountNodes(reader));
        await CreateNode(2);
        Assert.Equal(1, CountNodes(reader));
        reader.BeginStatement();
        Assert.Equal(2, CountNodes(reader));
    }

    [Fact]
    public async Task Two_transactions_may_each_change_what_the_other_read()
    {
        var (first, key) = await CreateNode(1);
        var (second, _) = await CreateNode(1);
        using var one = await Begin();
        using var other = await Begin();
        // Each takes one node out of service because the other node is in service.
        if (Read(one, second, key) == 1)
        {
            one.SetProperty(first, key, Value.Integer(0));
        }
        if (Read(other, first, key) == 1)
        {
            other.SetProperty(second, key, Value.Integer(0));
        }
        await one.CommitAsync();
        await other.CommitAsync();
        using var after = _database.Latest();
        Assert.Equal((0, 0), (Read(after, first, key), Read(after, second, key)));
    }

    [Fact]
    public async Task A_statement_that_is_rolled_back_leaves_what_the_transaction_did_before_and_its_locks()
    {
        var (node, key) = await CreateNode(1);
        using var transaction = await Begin();
        transaction.BeginStatement();
        var kept = transaction.CreateNode(transaction.Label("Kept"));
        transaction.SetProperty(node, key, Value.Integer(2));
        transaction.BeginStatement();
        var gone = transaction.CreateNode(transaction.Label("Gone"));
        var link = transaction.CreateRelationship(kept, transaction.RelationshipType("R"), gone);
        transaction.DeleteNode(node, detach: true);
        transaction.RollbackStatement();
        transaction.BeginStatement();
        Assert.ThrowsAny<Exception>(() => transaction.SetProperty(gone, key, Value.True));
        Assert.ThrowsAny<Exception>(() => transaction.DeleteRelationship(link));
        var next = transaction.CreateNode();
        Assert.NotEqual(gone, next);
        Assert.Equal(2, Read(transaction, node, key));
        using (var other = await Begin())
        {
            Assert.Throws<StatementConflictException>(() =>
                other.SetProperty(node, key, Value.Integer(7))
            );
        }
        await transaction.CommitAsync();
        using var after = _database.Latest();
        Assert.Equal(3, after.Counts.Nodes);
        Assert.Equal(0, after.Counts.Relationships);
        Assert.Equal(2, Read(after, node, key));
    }

    public void Dispose() => _database.Dispose();

    private async Task<WriteTransaction> Begin() => await _database.BeginWriteAsync(Cancellation);

    private async Task<(NodeId Node, PropertyKeyId Key)> CreateNode(long value)
    {
        using var transaction = await Begin();
        var node = transaction.CreateNode();
        var key = transaction.PropertyKey("n");
        transaction.SetProperty(node, key, Value.Integer(value));
        await transaction.CommitAsync();
        return (node, key);
    }

    private static long Read(WriteTransaction transaction, NodeId node, PropertyKeyId key)
    {
        using var graph = transaction.Read();
        return Read(graph, node, key);
    }

    private static long Read(Snapshot graph, NodeId node, PropertyKeyId key)
    {
        var column = new Model.Columns.ColumnBuilder();
        graph.ReadNodeProperty(key, [node.Value], column);
        return column.Build()[0].AsInteger();
    }

    private static long CountNodes(WriteTransaction transaction)
    {
        using var graph = transaction.Read();
        return graph.Counts.Nodes;
    }
}
