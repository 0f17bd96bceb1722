using Quiver.Import;

namespace Quiver.Cli.Commands.Import.Files;

/// <summary>Reads the values of --nodes and --relationships: <c>[labels=]file[,file]…</c>.</summary>
/// <param name="finder">Finds the files.</param>
/// <param name="problems">Gets what is wrong; a group with a wrong part keeps the part as it was typed.</param>
internal sealed class FileGroups(InputFinder finder, List<ImportProblem> problems)
{
    private const string NodesOption = "--nodes";
    private const string RelationshipsOption = "--relationships";

    /// <summary>Characters of a longest path: a list of thousands of files need not be tried as one.</summary>
    private const int LongestName = 4096;

    /// <summary>Reads node groups.</summary>
    public IReadOnlyList<NodeFileGroup> ReadNodes(IReadOnlyList<string> values) =>
        [.. ReadAll(NodesOption, values).Select(ToNodes)];

    /// <summary>Reads relationship groups.</summary>
    public IReadOnlyList<RelationshipFileGroup> ReadRelationships(IReadOnlyList<string> values) =>
        [.. ReadAll(RelationshipsOption, values).Select(ToRelationships)];

    /// <summary>A node group: labels are separated by colons.</summary>
    private static NodeFileGroup ToNodes((string Left, IReadOnlyList<string> Files) group)
    {
        var labels = group.Left.Split(
            ':',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return new NodeFileGroup([.. labels.Distinct(StringComparer.Ordinal)], group.Files);
    }

    /// <summary>A relationship group: all that stands before the = is one type.</summary>
    private static RelationshipFileGroup ToRelationships(
        (string Left, IReadOnlyList<string> Files) group
    )
    {
        string type = group.Left.Trim();
        return new RelationshipFileGroup(type.Length == 0 ? null : type, group.Files);
    }

    private List<(string Left, IReadOnlyList<string> Files)> ReadAll(
        string option,
        IReadOnlyList<string> values
    )
    {
        var groups = new List<(string, IReadOnlyList<string>)>();
        for (int i = 0; i < values.Count; i++)
        {
            bool hasNext = i + 1 < values.Count;
            if (hasNext && ReadExpanded(option, values[i], values[i + 1]) is { } group)
            {
                groups.Add(group);
                i++;
            }
            else
            {
                groups.Add(Read(option, values[i]));
            }
        }
        return groups;
    }

    /// <summary>The group of which a shell has made two arguments, with a problem reported; null when that is not so.</summary>
    private (string Left, IReadOnlyList<string> Files)? ReadExpanded(
        string option,
        string first,
        string second
    )
    {
        foreach (string typed in LostBraces.Candidates(first, second))
        {
            if (!finder.HasBraces || (IsFound(first) && IsFound(second)))
            {
                return null;
            }
            var (left, parts) = Cut(typed);
            string[] restored = [.. parts.Select(Restore).OfType<string>()];
            if (restored.Length < parts.Count || !restored.Any(LostBraces.IsRepetition))
            {
                continue;
            }
            string missing = Cut(first)
                .Parts.Concat(Cut(second).Parts)
                .First(part => !finder.Exists(part));
            problems.Add(
                new ImportProblem(
                    ImportErrorKind.InputOutput,
                    $"File '{missing}' does not exist. {ImportUsage.RequoteBraces(option, left, restored, finder.HasBraces)}"
                )
            );
            return (left, [.. restored.SelectMany(part => finder.Find(part).Paths)]);
        }
        return null;
    }

    private bool IsFound(string value) => Cut(value).Parts.All(finder.Exists);

    /// <summary>A part that leads to files: itself, or with the backslashes that a shell has taken; null when neither does.</summary>
    private string? Restore(string part)
    {
        var found = finder.Find(part);
        return found.Problem is null ? part : found.Restored;
    }

    private (string Left, IReadOnlyList<string> Parts) Cut(string value)
    {
        int equals = FindEquals(value);
        return (
            equals < 0 ? "" : value[..equals],
            FileList.Split(value[(equals + 1)..], finder.HasBraces)
        );
    }

    private (string Left, IReadOnlyList<string> Files) Read(string option, string value)
    {
        int equals = FindEquals(value);
        if (equals == 0 || (equals > 0 && equals == value.Length - 1))
        {
            AddUsage(
                $"'{option}={value}' has its = in an illegal position: write {option}=NAME=FILE or {option}=FILE.",
                value
            );
            return ("", [value]);
        }
        var (left, parts) = Cut(value);
        if (parts.Count == 0)
        {
            AddUsage($"'{option}={value}' names no file.", value);
            return (left, [value]);
        }
        if (parts.Count > 1 && IsOneName(value[(equals + 1)..], parts))
        {
            parts = [value[(equals + 1)..]];
        }
        var files = Find(option, left, parts);
        if (finder.FindParquet(files) is { } parquet)
        {
            AddUsage(ImportUsage.Parquet(parquet), parquet);
        }
        return (left, files);
    }

    /// <summary>Whether commas belong to the name of a file: there is one of that name, and not all that stands between them.</summary>
    private bool IsOneName(string list, IReadOnlyList<string> parts) =>
        list.Length <= LongestName && finder.Exists(list) && !parts.All(finder.Exists);

    /// <summary>
    /// Where labels or a type end: at the first =, unless what stands there is a path with a = in it, as in <c>/d/year=2024/n.csv</c>.
    /// </summary>
    private int FindEquals(string value)
    {
        int equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == value.Length - 1)
        {
            return equals > 0 && finder.Exists(value) ? -1 : equals;
        }
        bool leftIsPath = value.AsSpan(0, equals).Contains('/');
        if (!leftIsPath && LeadsToFile(value[(equals + 1)..]))
        {
            return equals;
        }
        if (LeadsToFile(value))
        {
            return -1;
        }
        return leftIsPath && !LeadsToFile(value[(equals + 1)..]) ? -1 : equals;
    }

    private bool LeadsToFile(string list) =>
        FileList.Split(list, finder.HasBraces) is [var first, ..] && finder.Exists(first);

    private List<string> Find(string option, string left, IReadOnlyList<string> parts)
    {
        var files = new List<string>();
        for (int i = 0; i < parts.Count; i++)
        {
            var found = finder.Find(parts[i]);
            files.AddRange(found.Paths);
            if (found.Problem is null)
            {
                continue;
            }
            // The part stays, so that the file behind it is not taken for the one with the header.
            files.Add(parts[i]);
            string hint = found.Restored is null
                ? ""
                : " "
                    + ImportUsage.Requote(
                        option,
                        left,
                        Replaced(parts, i, found.Restored),
                        finder.HasBraces
                    );
            problems.Add(
                new ImportProblem(
                    InputAddress.HasScheme(parts[i]) ? ImportErrorKind.Usage
                        : found.IsDenied ? ImportErrorKind.Permission
                        : ImportErrorKind.InputOutput,
                    found.Problem + hint,
                    parts[i]
                )
            );
        }
        return files;
    }

    private static IEnumerable<string> Replaced(
        IReadOnlyList<string> parts,
        int index,
        string replacement
    ) => parts.Select((part, i) => i == index ? replacement : part);

    private void AddUsage(string message, string file) =>
        problems.Add(new ImportProblem(ImportErrorKind.Usage, message, file));
}
