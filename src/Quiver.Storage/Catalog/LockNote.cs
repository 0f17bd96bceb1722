using System.Globalization;
using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Storage.Catalog;

/// <summary>
/// What the process that holds a lock says in the lock's file, behind its number: for people who ask. Nothing depends on it, it is not durable, and a disk that does not take it
/// is no failure.
/// </summary>
/// <remarks>
/// <code>
/// process number \n | text | blanks up to 255 bytes | \n
/// </code>
/// Of one length, so that whoever reads it meanwhile finds no rest of the one before.
/// </remarks>
internal static class LockNote
{
    private const int Bytes = 256;

    /// <summary>Writes a note into the file of a lock that this process holds.</summary>
    public static void Write(IFileSystem files, string path, string text)
    {
        string content = string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessId}\n{text}"
        );
        byte[] bytes = new byte[Bytes];
        bytes.AsSpan().Fill((byte)' ');
        Encoding.ASCII.GetBytes(content.AsSpan(0, Math.Min(content.Length, Bytes - 1)), bytes);
        bytes[^1] = (byte)'\n';
        try
        {
            using var handle = files.OpenOrCreate(path);
            handle.Write(bytes, 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Nobody needs it.
        }
    }

    /// <summary>The note of the process that holds a lock; null where none does, or has noted nothing.</summary>
    public static string? Read(IFileSystem files, string path)
    {
        if (!files.IsLocked(path))
        {
            return null;
        }
        byte[] bytes = new byte[Bytes];
        using var handle = files.OpenRead(path);
        string content = Encoding.ASCII.GetString(bytes, 0, handle.Read(bytes, 0));
        int end = content.IndexOf('\n', StringComparison.Ordinal);
        string text = end < 0 ? "" : content[(end + 1)..].Trim();
        return text.Length > 0 ? text : null;
    }
}
