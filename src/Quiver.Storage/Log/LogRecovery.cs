using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>Reads a log from where a manifest says, gives each whole record to a receiver, and cuts off what a crash left half written.</summary>
internal static class LogRecovery
{
    private const int RewriteBytes = 1 << 20;

    /// <summary>Runs it. On return everything that was replayed is durable.</summary>
    /// <exception cref="CorruptionException">Part of the log that was durable is missing or damaged; nothing was changed.</exception>
    public static LogTail Run(
        LogFiles files,
        Guid logId,
        ReplayPosition from,
        Action<LogRecord> replay
    )
    {
        using var scan = new LogScan(files, logId, replay);
        scan.Run(from);
        files.Delete(scan.Foreign);
        files.Delete(scan.Superfluous);
        if (scan.IsEmpty)
        {
            var header = new LogFileHeader(logId, from.LogFile, from.Sequence, 0);
            return new(files.Create(header), scan.End, 0, 0);
        }
        var handle = files.Open(scan.End.LogFile);
        try
        {
            CutTail(handle, scan);
            return new(handle, scan.End, scan.Link, scan.Epoch);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void CutTail(IFileHandle handle, LogScan scan)
    {
        if (scan.IsTorn)
        {
            handle.SetLength(scan.End.Offset);
        }
        RewriteUnproven(handle, scan);
    }

    /// <summary>
    /// Writes again what no batch proves durable. Bytes that a failed sync left may stand in the page cache as if they were on disk, and a sync of pages that
    /// are not dirty would prove nothing.
    /// </summary>
    private static void RewriteUnproven(IFileHandle handle, LogScan scan)
    {
        long end = scan.End.Offset;
        byte[] bytes = new byte[(int)Math.Clamp(end - scan.DurableOffset, 0, RewriteBytes)];
        for (long at = scan.DurableOffset; at < end; at += bytes.Length)
        {
            var part = bytes.AsSpan(0, (int)Math.Min(bytes.Length, end - at));
            handle.Read(part, at);
            handle.Write(part, at);
        }
        handle.SyncData();
    }
}
