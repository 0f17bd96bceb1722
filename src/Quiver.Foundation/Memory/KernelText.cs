using System.Globalization;
using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Foundation.Memory;

/// <summary>The small text files in which the kernel says how things are: lines, of which some begin with a name and a colon.</summary>
internal static class KernelText
{
    private const int MostFileBytes = 64 << 10;

    /// <summary>The lines of a file; none when it cannot be read.</summary>
    public static string[] Lines(IFileSystem files, string path)
    {
        try
        {
            using var handle = files.OpenRead(path);
            byte[] bytes = new byte[MostFileBytes];
            int length = handle.Read(bytes, 0);
            return Encoding.UTF8.GetString(bytes, 0, length).Split('\n');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Another kernel, or another version of control groups.
            return [];
        }
    }

    /// <summary>The bytes that a line <c>Name:  123 kB</c> tells; null when it has another name or tells no number.</summary>
    public static long? Kilobytes(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
        && Number(line[name.Length..].Replace("kB", "", StringComparison.Ordinal)) is { } number
            ? number << 10
            : null;

    /// <summary>A whole number without a sign; null for another text.</summary>
    public static long? Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
