using Quiver.Foundation.IO;

namespace Quiver.Csv.Archives;

/// <summary>Compares an archive's checksum: what is unpacked from one that is damaged may look like wrong data long before its end is reached.</summary>
public static class ArchiveCheck
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>How a file is damaged; null when it is whole, or no archive. Reads all of an archive.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The operating system refuses to let it be read.</exception>
    public static CsvException? FindDamage(IFileSystem files, string path)
    {
        // No text is cut into cells, so that no encoding has to be guessed.
        var dialect = new CsvDialect { Delimiter = '\0' };
        long line = 1;
        byte[] buffer = new byte[BufferBytes];
        CsvInput input;
        try
        {
            input = new CsvInput(files, path, dialect);
        }
        catch (CsvException damage)
        {
            return damage;
        }
        using (input)
        {
            try
            {
                int read = input.IsPacked ? input.Read(buffer) : 0;
                while (read > 0)
                {
                    line += buffer.AsSpan(0, read).Count((byte)'\n');
                    read = input.Read(buffer);
                }
                return null;
            }
            catch (Exception e) when (CsvInput.IsDamage(e))
            {
                return input.Damaged(new CsvPosition(path, line, 1), e);
            }
        }
    }
}
