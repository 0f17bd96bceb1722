using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Import.Reports;

namespace Quiver.Import.Increments;

/// <summary>What a build has listed in its report, by which a merge in a later command recognises that report and goes on behind it.</summary>
/// <param name="Bytes">The bytes of the report.</param>
/// <param name="Checksum">Their CRC-32C.</param>
internal sealed record BuiltReport(long Bytes, uint Checksum)
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>What was listed; null where that is nothing, or went to a device or pipe.</summary>
    /// <param name="options">What the build was told.</param>
    /// <param name="bytes">The bytes that it has written.</param>
    public static BuiltReport? Of(ImportOptions options, long bytes) =>
        bytes > 0
        && !options.FileSystem.IsDevice(options.ReportFile)
        && TryRead(options.FileSystem, options.ReportFile, bytes) is { } checksum
            ? new BuiltReport(bytes, checksum)
            : null;

    /// <summary>From where a merge goes on whose report is a file; null where that does not begin with what the build has listed.</summary>
    public BadEntryState? FindIn(IFileSystem files, string path) =>
        !files.IsDevice(path) && TryRead(files, path, Bytes) == Checksum
            ? new BadEntryState(Bytes, [])
            : null;

    public static BuiltReport? Read(BinaryReader input)
    {
        long bytes = input.ReadInt64();
        uint checksum = input.ReadUInt32();
        return bytes == 0 ? null : new BuiltReport(bytes, checksum);
    }

    public static void Write(BinaryWriter output, BuiltReport? report)
    {
        output.Write(report?.Bytes ?? 0);
        output.Write(report?.Checksum ?? 0);
    }

    /// <summary>The checksum of a file's beginning; null where the file is not there, or is shorter.</summary>
    private static uint? TryRead(IFileSystem files, string path, long bytes)
    {
        if (!files.FileExists(path))
        {
            return null;
        }
        using var handle = files.OpenRead(path);
        byte[] buffer = new byte[BufferBytes];
        uint checksum = 0;
        for (long at = 0; at < bytes; )
        {
            int wanted = (int)Math.Min(bytes - at, buffer.Length);
            int read = handle.Read(buffer.AsSpan(0, wanted), at);
            if (read == 0)
            {
                return null;
            }
            checksum = Crc32C.Append(checksum, buffer.AsSpan(0, read));
            at += read;
        }
        return checksum;
    }
}
