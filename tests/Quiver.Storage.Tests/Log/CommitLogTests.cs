using System.Text;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Log;

public sealed class CommitLogTests
{
    private const string Folder = "/db";
    private const int SmallFileBytes = 2000;
    private static readonly Guid LogId = new("5b5f2b0f-47c8-4b2a-9d0e-1f6a3f0c7a11");

    [Fact]
    public async Task What_was_committed_is_replayed_in_order_over_several_files()
    {
        var files = NewDisk(1);
        var bodies = await AppendAll(files, count: 40, seed: 1);
        var replayed = Replay(files);
        Assert.Equal(bodies, replayed.ConvertAll(r => Encoding.ASCII.GetString(r.Body)));
        Assert.Equal(
            Enumerable.Range(1, 40).Select(i => (long)i),
            replayed.Select(r => r.Sequence)
        );
        Assert.True(files.List("/db/log").Count > 3, "The log should have rolled.");
    }

    [Fact]
    public async Task Replay_starts_behind_a_position_and_what_is_before_may_be_trimmed()
    {
        var files = NewDisk(2);
        ReplayPosition middle;
        using (var log = Open(files, []))
        {
            await Append(log, 1, 25, new Random(2));
            middle = log.End;
            await Append(log, 26, 15, new Random(3));
            int before = files.List("/db/log").Count;
            log.Trim(middle);
            Assert.True(files.List("/db/log").Count < before);
        }
        var replayed = Replay(files, middle);
        Assert.Equal(
            Enumerable.Range(26, 15).Select(i => (long)i),
            replayed.Select(r => r.Sequence)
        );
    }

    [Fact]
    public async Task A_record_out_of_sequence_is_fenced_and_nothing_of_it_is_written()
    {
        var files = NewDisk(3);
        using (var log = Open(files, []))
        {
            await Append(log, 1, 2, new Random(1));
            foreach (long wrong in (long[])[0, 2, 4])
            {
                Assert.Equal(
                    AppendResult.Fenced,
                    await log.AppendAsync(LogRecordKind.Commit, wrong, new byte[9])
                );
            }
        }
        Assert.Equal(2, Replay(files).Count);
    }

    [Fact]
    public async Task Records_that_wait_share_one_sync()
    {
        var files = NewDisk(4);
        using var log = Open(files, []);
        using var gate = new Gate(files, static (step, _) => step == SimulatedStep.Sync);
        int before = files.Syncs;
        var first = log.AppendAsync(LogRecordKind.Commit, 1, new byte[1]);
        gate.AwaitCall();
        var waiting = Enumerable
            .Range(2, 100)
            .Select(i => log.AppendAsync(LogRecordKind.Commit, i, new byte[1]))
            .ToList();
        gate.Open();
        Assert.Equal(AppendResult.Committed, await first);
        Assert.All(await Task.WhenAll(waiting), r => Assert.Equal(AppendResult.Committed, r));
        Assert.Equal(2, files.Syncs - before);
    }

    [Fact]
    public async Task A_failed_sync_is_unknown_is_not_retried_and_ends_the_log()
    {
        var files = NewDisk(5);
        using (var log = Open(files, []))
        {
            await Append(log, 1, 3, new Random(1));
            int syncs = files.Syncs;
            files.Fails = (step, _) => step == SimulatedStep.Sync;
            var result = await log.AppendAsync(LogRecordKind.Commit, 4, new byte[5]);
            Assert.Equal(AppendResult.Unknown, result);
            files.Fails = null;
            result = await log.AppendAsync(LogRecordKind.Commit, 5, new byte[5]);
            Assert.Equal(AppendResult.Fenced, result);
            Assert.Equal(syncs + 1, files.Syncs);
            Assert.Equal(3, log.End.Sequence);
        }
        // The page cache shows the record although the disk lacks it: reopening must not trust that.
        int replayed = Replay(files).Count;
        Assert.Equal(replayed, Replay(files.Restart(1)).Count);
    }

    [Fact]
    public async Task A_crash_at_any_step_keeps_every_committed_record_and_no_half_one()
    {
        int seed = Random.Shared.Next();
        for (int crashAt = 1; ; crashAt++)
        {
            var files = NewDisk(seed);
            files.CrashAt = files.Steps + crashAt;
            var (committed, bodies, isDone) = await AppendUntilCrash(files, seed);
            for (int restart = 0; restart < 4; restart++)
            {
                string told = $"seed {seed}, crash at step {crashAt}, restart {restart}";
                var restarted = files.Restart(seed + restart);
                var found = Replay(restarted).ConvertAll(r => Encoding.ASCII.GetString(r.Body));
                Assert.True(found.Count >= committed, $"{told}: {found.Count} of {committed}");
                Assert.True(found.SequenceEqual(bodies.Take(found.Count)), told);
                using (var log = Open(restarted, [], SmallFileBytes))
                {
                    var result = await log.AppendAsync(
                        LogRecordKind.Commit,
                        found.Count + 1,
                        new byte[3]
                    );
                    Assert.Equal(AppendResult.Committed, result);
                }
                Assert.Equal(found.Count + 1, Replay(restarted.Restart(seed)).Count);
            }
            if (isDone)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task Damage_below_a_proven_position_is_reported_and_never_cut()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var files = NewDisk(seed);
        await AppendAll(files, count: 12, seed);
        var names = files.List("/db/log");
        for (int i = 0; i < 60; i++)
        {
            var damaged = files.Restart(seed);
            string path = "/db/log/" + names[random.Next(names.Count - 1)];
            int at = -1;
            damaged.Damage(
                path,
                bytes =>
                {
                    at = random.Next(bytes.Length);
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    return bytes;
                }
            );
            byte[] before = damaged.ReadAll(path);
            string told = $"seed {seed}, byte {at} of {path}";
            if (!IsPadding(files.ReadAll(path), at))
            {
                var error = Record.Exception(() => Replay(damaged));
                Assert.True(error is CorruptionException, $"{told}: {error}");
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                Assert.True(before.SequenceEqual(damaged.ReadAll(path)), told);
            }
        }
    }

    [Fact]
    public async Task A_missing_file_is_reported()
    {
        var files = NewDisk(8);
        await AppendAll(files, count: 30, seed: 8);
        var names = files.List("/db/log");
        foreach (string name in names.SkipLast(1))
        {
            var damaged = files.Restart(8);
            damaged.DeleteFile("/db/log/" + name);
            Assert.Throws<CorruptionException>(() => Replay(damaged));
        }
    }

    [Fact]
    public async Task Files_of_a_superseded_log_are_not_replayed()
    {
        var files = NewDisk(9);
        await AppendAll(files, count: 30, seed: 9);
        var other = new List<LogRecord>();
        using (
            var log = CommitLog.Open(files, Folder, Guid.NewGuid(), ReplayPosition.Start, other.Add)
        )
        {
            Assert.Empty(other);
            Assert.Equal(0, log.LastSequence);
        }
        Assert.Single(files.List("/db/log"));
    }

    private static SimulatedFileSystem NewDisk(int seed)
    {
        var files = new SimulatedFileSystem(seed);
        files.CreateDirectory(Folder);
        files.SyncDirectory("/");
        return files;
    }

    private static CommitLog Open(
        SimulatedFileSystem files,
        List<LogRecord> replayed,
        long fileBytes = SmallFileBytes,
        ReplayPosition? from = null
    ) =>
        CommitLog.Open(files, Folder, LogId, from ?? ReplayPosition.Start, replayed.Add, fileBytes);

    private static List<LogRecord> Replay(SimulatedFileSystem files, ReplayPosition? from = null)
    {
        var replayed = new List<LogRecord>();
        Open(files, replayed, from: from).Dispose();
        return replayed;
    }

    private static async Task<List<string>> AppendAll(
        SimulatedFileSystem files,
        int count,
        int seed
    )
    {
        using var log = Open(files, []);
        return await Append(log, 1, count, new Random(seed));
    }

    private static async Task<List<string>> Append(
        CommitLog log,
        long first,
        int count,
        Random random
    )
    {
        var bodies = new List<string>();
        for (int i = 0; i < count; i++)
        {
            string body = BodyOf(first + i, random);
            var result = await log.AppendAsync(
                LogRecordKind.Commit,
                first + i,
                Encoding.ASCII.GetBytes(body)
            );
            Assert.Equal(AppendResult.Committed, result);
            bodies.Add(body);
        }
        return bodies;
    }

    private static async Task<(int Committed, List<string> Bodies, bool IsDone)> AppendUntilCrash(
        SimulatedFileSystem files,
        int seed
    )
    {
        var bodies = new List<string>();
        var random = new Random(seed);
        for (int i = 1; i <= 8; i++)
        {
            bodies.Add(BodyOf(i, random));
        }
        int committed = 0;
        try
        {
            using var log = Open(files, []);
            foreach (string body in bodies)
            {
                var result = await log.AppendAsync(
                    LogRecordKind.Commit,
                    committed + 1,
                    Encoding.ASCII.GetBytes(body)
                );
                if (result != AppendResult.Committed)
                {
                    return (committed, bodies, false);
                }
                committed++;
            }
        }
        catch (SimulatedCrashException)
        {
            return (committed, bodies, false);
        }
        return (committed, bodies, !files.HasCrashed);
    }

    private static string BodyOf(long sequence, Random random) =>
        $"{sequence}:{new string((char)random.Next('a', 'z'), random.Next(900))}";

    /// <summary>Whether a byte lies in the zeros behind a body, which mean nothing.</summary>
    private static bool IsPadding(byte[] file, int at)
    {
        for (int offset = LogFileHeader.Bytes; offset < file.Length; )
        {
            Assert.True(LogRecordHeader.TryRead(file.AsSpan(offset), out var header));
            int bodyEnd = offset + LogRecordHeader.Bytes + header.BodyBytes;
            offset += (int)header.RecordBytes;
            if (at >= bodyEnd && at < offset)
            {
                return true;
            }
        }
        return false;
    }
}
