using Quiver.EndToEnd.Bolt;

namespace Quiver.EndToEnd.Crashes;

/// <summary>A client that writes recognisable sets until the server dies, and knows what of them must be there afterwards.</summary>
/// <param name="number">Its number among the clients.</param>
/// <param name="shared">What it writes together with the others.</param>
/// <param name="random">Its choices.</param>
internal sealed class GraphWriter(long number, SharedWork shared, Random random)
{
    private const long NumbersPerWriter = 1_000_000;
    private const int LargeParts = 8_000;
    private const int MaxBatches = 100;

    private readonly Dictionary<long, Batch> _batches = [];
    private readonly Dictionary<long, Fate> _transfers = [];
    private long _next = number * NumbersPerWriter;

    /// <summary>The transactions whose nodes may be there.</summary>
    public IReadOnlyDictionary<long, Batch> Batches => _batches;

    /// <summary>How many answers of success it got.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Whether a number is one of this client's.</summary>
    public bool Owns(long transaction) => transaction / NumbersPerWriter == number;

    /// <summary>Writes until the server dies.</summary>
    public async Task RunAsync(BoltConnection connection)
    {
        try
        {
            while (true)
            {
                try
                {
                    await WriteAsync(connection);
                    Acknowledged++;
                }
                catch (BoltFailure failure) when (failure.IsTransient)
                {
                    // Rolled back: another client's turn.
                }
            }
        }
        catch (IOException)
        {
            // This is how the server ends.
        }
    }

    /// <summary>Compares the sets found with what must be there, and takes what was unknown as it is.</summary>
    /// <param name="found">By transaction: nodes, different parts, relationships, least and greatest mark, nodes with a mark.</param>
    /// <param name="transfers">The transfers found.</param>
    public void Check(IReadOnlyDictionary<long, FoundBatch> found, IReadOnlySet<long> transfers)
    {
        // What is known to be absent is forgotten after this, and may not appear later either.
        foreach (long transaction in found.Keys.Where(Owns))
        {
            Assert.True(_batches.ContainsKey(transaction), $"{transaction} must not be there");
        }
        foreach (var (transaction, batch) in _batches.ToList())
        {
            CheckBatch(transaction, batch, found.GetValueOrDefault(transaction));
            if (batch.Fate == Fate.Absent)
            {
                _batches.Remove(transaction);
            }
        }
        foreach (var (transaction, fate) in _transfers.ToList())
        {
            bool isThere = transfers.Contains(transaction);
            Assert.True(
                fate == Fate.Unknown || isThere == (fate == Fate.Present),
                $"transfer {transaction}, {fate}: {isThere}"
            );
            _transfers[transaction] = isThere ? Fate.Present : Fate.Absent;
        }
    }

    private static void CheckBatch(long transaction, Batch batch, FoundBatch? found)
    {
        string told = $"transaction {transaction}, {batch.Fate}, {batch.Parts} parts: {found}";
        if (found is null)
        {
            Assert.True(batch.Fate != Fate.Present, told);
            batch.Fate = Fate.Absent;
            return;
        }
        Assert.True(batch.Fate != Fate.Absent, told);
        Assert.True(
            found.Nodes == batch.Parts + 1
                && found.Parts == batch.Parts + 1
                && found.Relationships == batch.Parts,
            told
        );
        bool isWhole = found.Marked == 0 || found.Marked == found.Nodes;
        Assert.True(isWhole && found.LeastMark == found.GreatestMark, told);
        Assert.True(
            found.LeastMark == batch.Mark
                || (batch.UnknownMark is { } mark && found.LeastMark == mark),
            $"{told}, mark {batch.Mark} or {batch.UnknownMark}"
        );
        batch.Fate = Fate.Present;
        batch.Mark = found.LeastMark;
        batch.UnknownMark = null;
    }

    private Task WriteAsync(BoltConnection connection) =>
        (_batches.Count > MaxBatches && random.Next(2) == 0 ? 6 : random.Next(12)) switch
        {
            0 or 1 => CreateInStepsAsync(connection),
            2 or 3 => CreateAtOnceAsync(connection),
            4 => RollBackAsync(connection),
            5 => MarkAsync(connection),
            6 => DeleteAsync(connection),
            7 or 8 => TransferAsync(connection),
            9 => shared.CountAsync(connection),
            10 => shared.MergeAsync(connection, random),
            _ => shared.CreateAsync(connection, random),
        };

    private (long Transaction, Batch Batch) NewBatch()
    {
        var batch = new Batch(random.Next(60) == 0 ? LargeParts : random.Next(1, 40));
        _batches.Add(++_next, batch);
        return (_next, batch);
    }

    private async Task CreateInStepsAsync(BoltConnection connection)
    {
        var (transaction, batch) = NewBatch();
        await connection.BeginAsync();
        await CreateStepsAsync(connection, transaction, batch);
        batch.Fate = Fate.Unknown;
        await CommitAsync(connection, () => batch.Fate = Fate.Absent);
        batch.Fate = Fate.Present;
    }

    private async Task RollBackAsync(BoltConnection connection)
    {
        var (transaction, batch) = NewBatch();
        await connection.BeginAsync();
        await CreateStepsAsync(connection, transaction, batch);
        await connection.RollbackAsync();
    }

    private static async Task CreateStepsAsync(
        BoltConnection connection,
        long transaction,
        Batch batch
    )
    {
        await connection.RunAsync("CREATE (:Batch {tx: $tx, part: 0})", ("tx", transaction));
        await connection.RunAsync(
            "UNWIND range(1, $parts) AS part CREATE (:Batch {tx: $tx, part: part, text: 'part ' + part})",
            ("tx", transaction),
            ("parts", batch.Parts)
        );
        await connection.RunAsync(
            "MATCH (a:Batch {tx: $tx, part: 0}) MATCH (b:Batch {tx: $tx}) WHERE b.part > 0 CREATE (a)-[:HAS {tx: $tx}]->(b)",
            ("tx", transaction)
        );
    }

    private async Task CreateAtOnceAsync(BoltConnection connection)
    {
        var (transaction, batch) = NewBatch();
        batch.Fate = Fate.Unknown;
        await GuardAsync(
            () =>
                connection.RunAsync(
                    "CREATE (a:Batch {tx: $tx, part: 0}) WITH a UNWIND range(1, $parts) AS part CREATE (a)-[:HAS {tx: $tx}]->(:Batch {tx: $tx, part: part, text: 'part ' + part})",
                    ("tx", transaction),
                    ("parts", batch.Parts)
                ),
            () => batch.Fate = Fate.Absent
        );
        batch.Fate = Fate.Present;
    }

    private async Task MarkAsync(BoltConnection connection)
    {
        if (AnyPresent() is not var (transaction, batch))
        {
            return;
        }
        long mark = ++_next;
        await connection.BeginAsync();
        await connection.RunAsync(
            "MATCH (b:Batch {tx: $tx}) WHERE b.part % 2 = 0 SET b.mark = $mark",
            ("tx", transaction),
            ("mark", mark)
        );
        await connection.RunAsync(
            "MATCH (b:Batch {tx: $tx}) WHERE b.part % 2 = 1 SET b.mark = $mark",
            ("tx", transaction),
            ("mark", mark)
        );
        batch.UnknownMark = mark;
        await CommitAsync(connection, () => batch.UnknownMark = null);
        (batch.Mark, batch.UnknownMark) = (mark, null);
    }

    private async Task DeleteAsync(BoltConnection connection)
    {
        if (AnyPresent() is not var (transaction, batch))
        {
            return;
        }
        batch.Fate = Fate.Unknown;
        await GuardAsync(
            () =>
                connection.RunAsync(
                    "MATCH (b:Batch {tx: $tx}) DETACH DELETE b",
                    ("tx", transaction)
                ),
            () => batch.Fate = Fate.Present
        );
        batch.Fate = Fate.Absent;
    }

    /// <summary>Takes from one account and gives to another, in two statements: the sum of all is always 0.</summary>
    private async Task TransferAsync(BoltConnection connection)
    {
        long transaction = ++_next;
        long from = random.Next(SharedWork.Accounts);
        long to = random.Next(SharedWork.Accounts);
        long amount = random.Next(1, 100);
        _transfers[transaction] = Fate.Absent;
        await connection.BeginAsync();
        await connection.RunAsync(
            "MATCH (a:Account {id: $id}) SET a.balance = a.balance - $amount",
            ("id", from),
            ("amount", amount)
        );
        await connection.RunAsync(
            "MATCH (a:Account {id: $id}) SET a.balance = a.balance + $amount CREATE (:Transfer {tx: $tx, from: $from, to: $id, amount: $amount})",
            ("id", to),
            ("from", from),
            ("amount", amount),
            ("tx", transaction)
        );
        _transfers[transaction] = Fate.Unknown;
        await CommitAsync(connection, () => _transfers[transaction] = Fate.Absent);
        _transfers[transaction] = Fate.Present;
    }

    private (long, Batch)? AnyPresent()
    {
        var present = _batches.Where(b => b.Value.Fate == Fate.Present).ToList();
        if (present.Count == 0)
        {
            return null;
        }
        var (transaction, batch) = present[random.Next(present.Count)];
        return (transaction, batch);
    }

    private static Task CommitAsync(BoltConnection connection, Action undo) =>
        GuardAsync(connection.CommitAsync, undo);

    /// <summary>Whoever gets an answer that is no success knows that nothing was done.</summary>
    private static async Task GuardAsync(Func<Task> write, Action undo)
    {
        try
        {
            await write();
        }
        catch (BoltFailure)
        {
            undo();
            throw;
        }
    }
}
