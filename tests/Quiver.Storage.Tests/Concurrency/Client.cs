using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tests.Indexes;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Tests.Concurrency;

/// <summary>
/// One of several clients of a database, moved step by step: it begins a transaction, runs statements that it repeats when they conflict, and commits or rolls
/// back. What its transaction did it can do again to a model.
/// </summary>
internal sealed class Client(Database database, Random random)
{
    private const int MaxRestarts = 10;

    private readonly List<Action<HistoryModel>> _done = [];
    private readonly List<Action<HistoryModel>> _statement = [];
    private WriteTransaction? _transaction;
    private Task? _wait;
    private int _restarts;

    /// <summary>Whether it waits for a lock.</summary>
    public bool IsWaiting => _transaction is { IsWaiting: true };

    /// <summary>How many statements began anew.</summary>
    public int Restarts { get; private set; }

    /// <summary>Goes one step on; the committed graph changes when it commits.</summary>
    public async Task StepAsync(HistoryModel committed)
    {
        if (_transaction is null)
        {
            _transaction = await database.BeginWriteAsync(TestContext.Current.CancellationToken);
            return;
        }
        if (_wait is not null && !await EndWaitAsync())
        {
            return;
        }
        int what = random.Next(10);
        if (_restarts > 0 || what < 7)
        {
            RunStatement(committed);
        }
        else if (what < 9)
        {
            await CommitAsync(committed);
        }
        else
        {
            End();
        }
    }

    /// <summary>Rolls back what is open.</summary>
    public void End()
    {
        _transaction?.Dispose();
        _transaction = null;
        _wait = null;
        _restarts = 0;
        _done.Clear();
        _statement.Clear();
    }

    private async Task<bool> EndWaitAsync()
    {
        try
        {
            await _wait!;
            _wait = null;
            return true;
        }
        catch (CypherException error)
        {
            Assert.Equal(StatusCodes.DeadlockDetected, error.Status);
            End();
            return false;
        }
    }

    private void RunStatement(HistoryModel committed)
    {
        var view = committed.Clone();
        _done.ForEach(change => change(view));
        _transaction!.BeginStatement();
        using (var read = _transaction.Read())
        {
            Assert.Equal(view.Describe(), HistoryModel.Describe(read));
        }
        try
        {
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                var change = ChangeOnce(view);
                change(view);
                _statement.Add(change);
            }
            using var read = _transaction.Read();
            Assert.Equal(view.Describe(), HistoryModel.Describe(read));
            SearchComparison.Check(read, random, "own changes");
            _done.AddRange(_statement);
            _restarts = 0;
        }
        catch (StatementConflictException conflict)
        {
            _transaction.RollbackStatement();
            Restarts++;
            _wait = conflict.WaitAsync(CancellationToken.None).AsTask();
            Assert.True(++_restarts <= MaxRestarts || conflict.IsLockWait, "no end of restarts");
        }
        _statement.Clear();
    }

    private async Task CommitAsync(HistoryModel committed)
    {
        await _transaction!.CommitAsync();
        _done.ForEach(change => change(committed));
        End();
    }

    private Action<HistoryModel> ChangeOnce(HistoryModel view) =>
        (view.Nodes.Count < 3 ? 0 : random.Next(16)) switch
        {
            < 2 => CreateNode(),
            < 5 => CreateRelationship(view),
            < 7 => ChangeLabel(view),
            < 12 => Increment(view),
            < 14 => DeleteRelationship(view),
            14 => DeleteNode(view),
            _ => SetRelationshipProperty(view),
        };

    private Action<HistoryModel> CreateNode()
    {
        string label = $"L{random.Next(3)}";
        var node = _transaction!.CreateNode(_transaction.Label(label));
        return model => model.Nodes.Add(node.Value, new([label], new(StringComparer.Ordinal)));
    }

    private Action<HistoryModel> CreateRelationship(HistoryModel view)
    {
        long start = AnyOf(view.Nodes.Keys);
        long end = AnyOf(view.Nodes.Keys);
        string type = $"T{random.Next(3)}";
        var id = _transaction!.CreateRelationship(
            new(start),
            _transaction.RelationshipType(type),
            new(end)
        );
        return model =>
            model.Relationships.Add(id.Value, new(type, start, end, new(StringComparer.Ordinal)));
    }

    private Action<HistoryModel> ChangeLabel(HistoryModel view)
    {
        long node = AnyOf(view.Nodes.Keys);
        string label = $"L{random.Next(3)}";
        var id = _transaction!.Label(label);
        if (view.Nodes[node].Labels.Contains(label))
        {
            _transaction.RemoveLabel(new(node), id);
            return model => model.Nodes[node].Labels.Remove(label);
        }
        _transaction.AddLabel(new(node), id);
        return model => model.Nodes[node].Labels.Add(label);
    }

    /// <summary>Adds one to what the statement read: an update of somebody else must not get lost. The model adds to what it has when the change commits.</summary>
    private Action<HistoryModel> Increment(HistoryModel view)
    {
        long node = AnyOf(view.Nodes.Keys);
        long count = CountOf(view.Nodes[node]) + 1;
        _transaction!.SetProperty(
            new NodeId(node),
            _transaction.PropertyKey("count"),
            Value.Integer(count)
        );
        return model =>
        {
            var found = model.Nodes[node];
            found.Properties["count"] = Value.Integer(CountOf(found) + 1).ToString();
        };
    }

    private Action<HistoryModel> SetRelationshipProperty(HistoryModel view)
    {
        if (view.Relationships.Count == 0)
        {
            return static _ => { };
        }
        long id = AnyOf(view.Relationships.Keys);
        var value = Value.Integer(random.Next(1000));
        _transaction!.SetProperty(
            new RelationshipId(id),
            _transaction.PropertyKey("weight"),
            value
        );
        return model => model.Relationships[id].Properties["weight"] = value.ToString();
    }

    private Action<HistoryModel> DeleteRelationship(HistoryModel view)
    {
        if (view.Relationships.Count == 0)
        {
            return static _ => { };
        }
        long id = AnyOf(view.Relationships.Keys);
        _transaction!.DeleteRelationship(new(id));
        return model => Assert.True(model.Relationships.Remove(id));
    }

    private Action<HistoryModel> DeleteNode(HistoryModel view)
    {
        long node = AnyOf(view.Nodes.Keys);
        _transaction!.DeleteNode(new(node), detach: true);
        return model =>
        {
            Assert.True(model.Nodes.Remove(node));
            var at = model.Relationships.Where(r => r.Value.Start == node || r.Value.End == node);
            foreach (long id in at.Select(r => r.Key).ToList())
            {
                model.Relationships.Remove(id);
            }
        };
    }

    private static long CountOf(HistoryModel.Node node) =>
        node.Properties.TryGetValue("count", out string? text)
            ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    private long AnyOf(IEnumerable<long> ids)
    {
        // Few, so that clients meet.
        var some = ids.Take(6).ToList();
        return some[random.Next(some.Count)];
    }
}
