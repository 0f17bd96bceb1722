using Quiver.Csv;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Headers;

/// <summary>Finds out which delimiter a file has, where the command line does not say it rightly.</summary>
internal static class DelimiterSearch
{
    private static readonly CsvCharacter[] Candidates = [',', ';', '\t', '|'];

    /// <summary>The delimiter that cuts the first row into the most fields; null when none cuts it.</summary>
    /// <param name="options">What the import was told.</param>
    /// <param name="dialect">How the file is written otherwise.</param>
    /// <param name="path">The file.</param>
    public static CsvCharacter? Find(ImportOptions options, CsvDialect dialect, string path)
    {
        CsvCharacter? best = null;
        int most = 1;
        foreach (var candidate in Candidates)
        {
            int fields = CountFields(options, dialect with { Delimiter = candidate }, path);
            if (fields > most)
            {
                most = fields;
                best = candidate;
            }
        }
        return best;
    }

    private static int CountFields(ImportOptions options, CsvDialect dialect, string path)
    {
        if (!dialect.CanCutRows)
        {
            return 0;
        }
        try
        {
            var reader = new HeaderReader(options.FileSystem, dialect, new MultilineFiles(options));
            return reader.CountFields(path);
        }
        catch (Exception e) when (e is CsvException or IOException or UnauthorizedAccessException)
        {
            // What is wrong with the file is said when its header is read.
            return 0;
        }
    }
}
