using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Cli.CommandLine;

/// <summary>Reads a whole text file that is known to be short: arguments, settings, schema commands.</summary>
internal static class BoundedText
{
    private const int ChunkBytes = 64 << 10;

    private static readonly UTF8Encoding Utf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The file's text without a byte order mark.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">Which file.</param>
    /// <param name="limitBytes">The most that it may hold.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="CommandException">It is longer than the limit, or no UTF-8.</exception>
    public static string Read(IFileSystem files, string path, int limitBytes)
    {
        using var handle = files.OpenRead(path);
        using var bytes = new MemoryStream();
        byte[] chunk = new byte[ChunkBytes];
        // A pipe or a file of /proc has no length to trust, so that it is read to its end.
        while (handle.Read(chunk, bytes.Length) is var count and > 0)
        {
            bytes.Write(chunk, 0, count);
            if (bytes.Length > limitBytes)
            {
                throw UsageErrors.FileTooLong(path, limitBytes);
            }
        }
        try
        {
            return Utf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw UsageErrors.NotUtf8(path, e);
        }
    }
}
