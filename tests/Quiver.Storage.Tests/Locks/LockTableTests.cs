using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Storage.Locks;

namespace Quiver.Storage.Tests.Locks;

public sealed class LockTableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Random_owners_get_what_the_plain_model_gives_them_in_its_order()
    {
        int seed = Random.Shared.Next();
        for (int i = Nightly.Times(200, 20_000); i > 0; i--, seed++)
        {
            RunHistory(seed);
        }
    }

    [Fact]
    public async Task Owners_that_sleep_on_locks_lose_no_update_and_deadlocks_end_by_one_victim()
    {
        const int Owners = 8;
        const int Rounds = 300;
        var locks = new LockTable(Timeout.InfiniteTimeSpan);
        int[] counters = new int[4];
        int victims = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, Owners)
                .Select(seed => Task.Run(() => Add(new Random(seed)), Cancellation))
        );
        Assert.Equal(Owners * Rounds * 2, counters.Sum());
        Assert.Equal(0, locks.Count);

        async Task Add(Random random)
        {
            for (int round = 0; round < Rounds; )
            {
                var owner = new LockOwner();
                int first = random.Next(counters.Length);
                int second = random.Next(counters.Length);
                try
                {
                    await locks.AcquireAsync(owner, Key(first), LockMode.Shared, Cancellation);
                    await locks.AcquireAsync(owner, Key(first), LockMode.Exclusive, Cancellation);
                    await locks.AcquireAsync(owner, Key(second), LockMode.Exclusive, Cancellation);
                    counters[first]++;
                    await Task.Yield();
                    counters[second]++;
                    round++;
                }
                catch (CypherException error)
                {
                    Assert.Equal(StatusCodes.DeadlockDetected, error.Status);
                    Interlocked.Increment(ref victims);
                }
                locks.Release(owner);
            }
        }
    }

    [Fact]
    public async Task A_lock_that_is_not_free_in_time_is_given_up_and_goes_to_the_next()
    {
        var locks = new LockTable(TimeSpan.FromMilliseconds(20));
        var (holder, late, next) = (new LockOwner(), new LockOwner(), new LockOwner());
        await locks.AcquireAsync(holder, Key(1), LockMode.Shared, Cancellation);
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await locks.AcquireAsync(late, Key(1), LockMode.Exclusive, Cancellation)
        );
        Assert.Equal("Neo.TransientError.Transaction.LockAcquisitionTimeout", error.Status.Code);
        Assert.Equal(LockResult.Acquired, locks.TryAcquire(next, Key(1), LockMode.Shared));
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_queue()
    {
        var locks = new LockTable(Timeout.InfiniteTimeSpan);
        var (holder, cancelled, next) = (new LockOwner(), new LockOwner(), new LockOwner());
        using var source = new CancellationTokenSource();
        await locks.AcquireAsync(holder, Key(1), LockMode.Shared, Cancellation);
        var waiting = locks.AcquireAsync(cancelled, Key(1), LockMode.Exclusive, source.Token);
        var behind = locks.AcquireAsync(next, Key(1), LockMode.Shared, Cancellation).AsTask();
        Assert.False(behind.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        await behind;
        locks.Release(cancelled);
        locks.Release(holder);
        locks.Release(next);
        Assert.Equal(0, locks.Count);
    }

    [Fact]
    public async Task An_owner_that_ends_while_it_waits_gets_nothing_any_more()
    {
        var locks = new LockTable(Timeout.InfiniteTimeSpan);
        var (holder, ended) = (new LockOwner(), new LockOwner());
        await locks.AcquireAsync(holder, Key(1), LockMode.Exclusive, Cancellation);
        var waiting = locks.AcquireAsync(ended, Key(1), LockMode.Exclusive, Cancellation);
        locks.Release(ended);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        locks.Release(holder);
        Assert.Equal(0, locks.Count);
    }

    [Fact]
    public void Keys_of_different_kinds_and_indexes_differ()
    {
        EntityKey[] keys =
        [
            EntityKey.Of(new NodeId(7)),
            EntityKey.ExistenceOf(new NodeId(7)),
            EntityKey.Of(new RelationshipId(7)),
            EntityKey.Unique(1, 7),
            EntityKey.Unique(2, -7),
            EntityKey.Unique(2, 7),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys, keys.Order());
        Assert.Equal(
            (EntityKeyKind.UniqueKey, 2L, -7L),
            (keys[4].Kind, keys[4].Index, keys[4].Value)
        );
    }

    private static void RunHistory(int seed)
    {
        const int Owners = 5;
        var random = new Random(seed);
        var locks = new LockTable(Timeout.InfiniteTimeSpan);
        var model = new PlainLocks();
        var owners = Enumerable.Range(0, Owners).Select(_ => new LockOwner()).ToList();
        for (int step = 0; step < 60; step++)
        {
            string told = $"seed {seed}, step {step}";
            int owner = random.Next(Owners);
            if (owners[owner].WaitsFor is not null)
            {
                continue;
            }
            if (random.Next(6) == 0)
            {
                locks.Release(owners[owner]);
                model.Release(owner);
            }
            else
            {
                int key = random.Next(4);
                var mode = (LockMode)random.Next(2);
                Acquire(locks, model, owners[owner], (owner, key, mode), told);
            }
            for (int o = 0; o < Owners; o++)
            {
                Assert.True(model.IsWaiting(o) == owners[o].WaitsFor is not null, told);
                Assert.False(model.IsInCircle(o), told);
            }
            Assert.True(model.LockedKeys == locks.Count, told);
        }
    }

    private static void Acquire(
        LockTable locks,
        PlainLocks model,
        LockOwner owner,
        (int Owner, int Key, LockMode Mode) wanted,
        string told
    )
    {
        bool held = model.Holds(wanted.Owner, wanted.Key, wanted.Mode);
        bool free = model.TryAcquire(wanted.Owner, wanted.Key, wanted.Mode);
        var expected =
            held ? LockResult.Held
            : free ? LockResult.Acquired
            : LockResult.Busy;
        Assert.True(expected == locks.TryAcquire(owner, Key(wanted.Key), wanted.Mode), told);
        if (free)
        {
            return;
        }
        model.Wait(wanted.Owner, wanted.Key, wanted.Mode);
        bool isVictim = model.IsInCircle(wanted.Owner);
        var wait = locks.AcquireAsync(owner, Key(wanted.Key), wanted.Mode, Cancellation).AsTask();
        Assert.True(isVictim == wait.IsFaulted, told);
        if (isVictim)
        {
            var error = Assert.IsType<CypherException>(wait.Exception!.InnerException);
            Assert.Equal(StatusCodes.DeadlockDetected, error.Status);
            model.Withdraw(wanted.Owner);
        }
    }

    private static EntityKey Key(int number) => EntityKey.Of(new NodeId(number));
}
