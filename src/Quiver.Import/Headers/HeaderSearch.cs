using System.Text.RegularExpressions;
using Quiver.Csv;
using Quiver.Foundation.IO;

namespace Quiver.Import.Headers;

/// <summary>Looks beside a file whose first row is no header for the file that holds its header: <c>x_header.csv</c>, <c>header-x.csv</c>, <c>headers.csv</c> …</summary>
internal sealed partial class HeaderSearch(IFileSystem files, HeaderReader headers)
{
    /// <summary>Files that are opened at most.</summary>
    private const int MaximumCandidates = 32;

    /// <summary>The path of a file that looks like the header of another with so many columns, or null.</summary>
    public string? Find(string path, int columnCount)
    {
        string name = Path.GetFileName(path);
        string own = CoreOf(name);
        string? folder = Path.GetDirectoryName(path);
        var candidates = files
            .List(string.IsNullOrEmpty(folder) ? "." : folder)
            .Where(other => other != name && HeaderWord().IsMatch(other))
            .Select(other => (Name: other, Core: CoreOf(other)))
            .Where(other => own.StartsWith(other.Core, StringComparison.Ordinal))
            .OrderByDescending(other => other.Core.Length)
            .Take(MaximumCandidates);
        foreach (var candidate in candidates)
        {
            string found = Path.Join(folder, candidate.Name);
            if (files.FileExists(found) && IsHeader(found, columnCount))
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>The first of some files that begins with a header of so many columns, or null; only so many are opened.</summary>
    public string? FindAmong(IReadOnlyList<string> paths, int columnCount) =>
        paths
            .Where(path => HeaderWord().IsMatch(Path.GetFileName(path)))
            .Take(MaximumCandidates)
            .Concat(paths.TakeLast(1))
            .FirstOrDefault(path => IsHeader(path, columnCount));

    private bool IsHeader(string path, int columnCount)
    {
        try
        {
            return headers.Read(path, []) is { HasTypes: true, IsWhole: true } header
                && header.Columns.Count == columnCount;
        }
        catch (Exception e) when (e is CsvException or IOException or UnauthorizedAccessException)
        {
            // Whatever it is, it is no header.
            return false;
        }
    }

    /// <summary>What a name is about: without endings, numbers, separators and the words for headers and parts.</summary>
    private static string CoreOf(string name) =>
        Noise().Replace(Ending().Replace(name, "").ToLowerInvariant(), "");

    [GeneratedRegex("header|hdr", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderWord();

    [GeneratedRegex(
        @"(\.(csv|tsv|txt|gz|zip))+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Ending();

    [GeneratedRegex(@"headers?|hdr|part|data|[\d_\-. ]")]
    private static partial Regex Noise();
}
