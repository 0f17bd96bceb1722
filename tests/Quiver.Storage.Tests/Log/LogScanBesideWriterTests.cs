using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Log;

/// <summary>A scan of a log to which another process appends meanwhile.</summary>
public sealed class LogScanBesideWriterTests
{
    private const string Folder = "/db";
    private const int Records = 6;
    private static readonly Guid LogId = new("0d6a3c52-8a5e-4f1c-9c0e-3f5b7f0d2a61");

    [Fact]
    public async Task What_is_written_between_two_reads_is_read_and_never_taken_for_damage()
    {
        var files = new SimulatedFileSystem(1);
        files.CreateDirectory(Folder);
        var ends = await AppendAsync(files);
        int total = CountReads(files, hiddenFrom: long.MaxValue, hiddenReads: 0).Reads;
        for (int known = 0; known <= Records; known++)
        {
            for (int hidden = 0; hidden <= total + 3; hidden++)
            {
                int found = CountReads(files, ends[known], hidden).Records;
                Assert.True(found >= known, $"{found} of {known}, {hidden} reads too early");
            }
        }
    }

    [Fact]
    public async Task Damage_that_stays_is_told_after_a_second_look()
    {
        var files = new SimulatedFileSystem(2);
        files.CreateDirectory(Folder);
        var ends = await AppendAsync(files);
        files.Shown = (_, offset, bytes) => Hide(offset, bytes, ends[2], ends[3]);
        Assert.Throws<CorruptionException>(() => Scan(files));
    }

    /// <summary>Appends records that are each synced; gives where each ends, the header's end first.</summary>
    private static async Task<List<long>> AppendAsync(SimulatedFileSystem files)
    {
        using var log = CommitLog.Open(files, Folder, LogId, ReplayPosition.Start, _ => { });
        var ends = new List<long> { LogFileHeader.Bytes };
        for (int i = 1; i <= Records; i++)
        {
            var result = await log.AppendAsync(LogRecordKind.Commit, i, new byte[50 * i]);
            Assert.Equal(AppendResult.Committed, result);
            ends.Add(log.End.Offset);
        }
        return ends;
    }

    /// <summary>Scans while the first reads see nothing from an offset on.</summary>
    private static (int Reads, int Records) CountReads(
        SimulatedFileSystem files,
        long hiddenFrom,
        int hiddenReads
    )
    {
        int reads = 0;
        files.Shown = (_, offset, bytes) =>
        {
            if (reads++ < hiddenReads)
            {
                Hide(offset, bytes, hiddenFrom, long.MaxValue);
            }
        };
        int records = Scan(files);
        return (reads, records);
    }

    private static int Scan(SimulatedFileSystem files)
    {
        int records = 0;
        using var scan = new LogScan(new LogFiles(files, Folder), LogId, _ => records++);
        scan.Run(ReplayPosition.Start);
        return records;
    }

    private static void Hide(long offset, Span<byte> bytes, long from, long to)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (offset + i >= from && offset + i < to)
            {
                bytes[i] = 0;
            }
        }
    }
}
