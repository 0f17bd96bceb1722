using Quiver.Foundation.IO;
using Quiver.Foundation.Text;

namespace Quiver.Cli.Commands.Import.Files;

/// <summary>Finds the files that paths, patterns and folders of a command line mean.</summary>
/// <param name="files">The file system.</param>
/// <param name="style">How patterns are written.</param>
internal sealed class InputFinder(IFileSystem files, PathPatternStyle style)
{
    private const int MaxFiles = 1_000_000;

    private static ReadOnlySpan<byte> ParquetMagic => "PAR1"u8;

    private readonly Dictionary<string, IReadOnlyList<string>> _listings = new(
        StringComparer.Ordinal
    );

    /// <summary>What was found before: a path is asked for once alone, once beside its neighbour on the command line, and again for its files.</summary>
    private readonly Dictionary<string, FoundFiles> _found = new(StringComparer.Ordinal);

    /// <summary>Whether braces hold a comma in a path: they do in patterns.</summary>
    public bool HasBraces => style != PathPatternStyle.None;

    /// <summary>Whether a text leads to a file.</summary>
    public bool Exists(string text) => Find(text).Problem is null;

    /// <summary>
    /// The file of this name; else all files in the folder of this name; else the files whose names match the last segment as a pattern. Several files come in the order
    /// of their numbers.
    /// </summary>
    public FoundFiles Find(string text)
    {
        if (!_found.TryGetValue(text, out var found))
        {
            found = Look(text);
            _found.Add(text, found);
        }
        return found;
    }

    private FoundFiles Look(string text)
    {
        if (InputAddress.FindProblem(text) is { } problem)
        {
            return new FoundFiles([], problem);
        }
        try
        {
            return FindLocal(text);
        }
        catch (UnauthorizedAccessException e)
        {
            return new FoundFiles(
                [],
                $"'{text}' cannot be looked for: {ImportUsage.Denied(e.Message)}",
                IsDenied: true
            );
        }
        catch (IOException e)
        {
            return new FoundFiles([], $"'{text}' cannot be looked for: {e.Message}");
        }
    }

    private FoundFiles FindLocal(string text)
    {
        string path = InputAddress.ToPath(text);
        if (files.FileExists(path))
        {
            return new FoundFiles([path]);
        }
        if (files.DirectoryExists(path))
        {
            return FindInFolder(path);
        }
        int slash = path.LastIndexOf('/');
        string folder = path[..(slash + 1)];
        string name = path[(slash + 1)..];
        string listed = folder.Length == 0 ? "." : folder;
        if (!files.DirectoryExists(listed))
        {
            return new FoundFiles(
                [],
                $"File '{path}' does not exist: there is no folder '{folder}'.{Tilde(folder)}"
            );
        }
        var names = List(listed);
        if (names.Contains(name, StringComparer.Ordinal))
        {
            return new FoundFiles([], $"'{path}' is a link to a file that does not exist.");
        }
        return style == PathPatternStyle.None
            ? new FoundFiles([], $"File '{path}' does not exist.{Nearest(folder, name, names)}")
            : FindMatches(folder, name, names);
    }

    /// <summary>
    /// The first file that is Parquet, by its name or, of a group's first two files, by its first bytes; null when there is none.
    /// </summary>
    /// <param name="group">The files of a group; some may not exist.</param>
    public string? FindParquet(IReadOnlyList<string> group)
    {
        string? named = group.FirstOrDefault(file =>
            file.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
        );
        return named ?? group.Take(2).FirstOrDefault(BeginsAsParquet);
    }

    private bool BeginsAsParquet(string path)
    {
        if (files.KindOf(path) != FileKind.File)
        {
            return false;
        }
        try
        {
            using var handle = files.OpenRead(path);
            Span<byte> start = stackalloc byte[ParquetMagic.Length];
            return handle.Read(start, 0) == start.Length && start.SequenceEqual(ParquetMagic);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whether the file can be read is checked, and reported, before the import begins.
            return false;
        }
    }

    private FoundFiles FindInFolder(string folder)
    {
        string prefix = folder.EndsWith('/') ? folder : folder + "/";
        var paths = Sort(prefix, List(folder).Where(IsData));
        return paths.Count > 0
            ? new FoundFiles(paths)
            : new FoundFiles([], $"The folder '{folder}' holds no file.");
    }

    /// <summary>Whether a folder's file is data: hidden files are not, nor the marks that Spark and Hadoop leave.</summary>
    private static bool IsData(string name) =>
        !name.StartsWith('.') && name is not ("_SUCCESS" or "_committed" or "_started");

    private FoundFiles FindMatches(string folder, string name, IReadOnlyList<string> names)
    {
        string path = folder + name;
        if (!NamePattern.TryParse(name, style, out var pattern, out string? problem))
        {
            return new FoundFiles([], $"File '{path}' does not exist, and it {problem}.{Glob()}");
        }
        var paths = Sort(folder, names.Where(pattern.Matches));
        if (paths.Count > 0)
        {
            return new FoundFiles(paths);
        }
        string? restored =
            style == PathPatternStyle.Regex ? LostBackslashes.Restore(name, names) : null;
        return new FoundFiles(
            [],
            $"File '{path}' does not exist, and no file's name matches it as a pattern.{Glob()}{Nearest(folder, name, names)}",
            restored is null ? null : folder + restored
        );

        string Glob() =>
            style == PathPatternStyle.Regex
            && NamePattern.TryParse(name, PathPatternStyle.Glob, out var glob, out _)
            && names.Any(glob.Matches)
                ? " Patterns are regular expressions; with --path-pattern-style=glob this one finds files."
                : "";
    }

    private static string Nearest(string folder, string name, IReadOnlyList<string> names) =>
        NearestName.Find(name, names.Where(known => IsNear(Stem(name), Stem(known)))) is { } nearest
            ? $" Did you mean '{folder}{nearest}'?"
            : "";

    /// <summary>Endings that are alike bring short names no nearer to each other.</summary>
    private static bool IsNear(string typed, string known) =>
        NearestName.Find(typed, [known]) is not null;

    private static string Stem(string name) => name.Split('.', 2)[0];

    /// <summary>Shells leave the sign of the home folder behind a label and an = as it is.</summary>
    private static string Tilde(string folder) =>
        folder.StartsWith("~/", StringComparison.Ordinal)
            ? " The shell puts the home folder in place of ~ only at the beginning of a word: write $HOME instead."
            : "";

    private List<string> Sort(string prefix, IEnumerable<string> names)
    {
        // A link that leads nowhere stays: that a part is missing is said before anything is read.
        var found = names.Where(name => files.KindOf(prefix + name) != FileKind.Directory).ToList();
        if (found.Count > MaxFiles)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"'{prefix}' has more than {MaxFiles} files that match; fewer and larger files are read faster."
            );
        }
        if (!IsSorted(found))
        {
            // Without the folder, which all of them have in common: there may be thousands.
            found.Sort(NumberAwareOrder.Instance);
        }
        return found.ConvertAll(name => prefix + name);
    }

    /// <summary>Whether names are in order already, as those with numbers of as many digits are where they were listed.</summary>
    private static bool IsSorted(List<string> names)
    {
        int at = 1;
        while (at < names.Count && NumberAwareOrder.Instance.Compare(names[at - 1], names[at]) <= 0)
        {
            at++;
        }
        return at >= names.Count;
    }

    private IReadOnlyList<string> List(string folder)
    {
        if (!_listings.TryGetValue(folder, out var names))
        {
            names = files.List(folder);
            _listings.Add(folder, names);
        }
        return names;
    }
}
