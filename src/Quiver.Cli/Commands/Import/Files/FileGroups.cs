using Quiver.Import;

namespace Quiver.Cli.Commands.Import.Files;

/// <summary>Reads the values of --nodes and --relationships: <c>[labels=]file[,file]…</c>.</summary>
/// <param name="finder">Finds the files.</param>
/// <param name="problems">Gets what is wrong; a group with a wrong part keeps the part as it was typed.</param>
internal sealed class FileGroups(InputFinder finder, List<ImportProblem> problems)
{
    /// <summary>Reads a node group: labels are separated by colons.</summary>
    public NodeFileGroup ReadNodes(string value)
    {
        var (left, files) = Read("--nodes", value);
        var labels = left.Split(
            ':',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return new NodeFileGroup([.. labels.Distinct(StringComparer.Ordinal)], files);
    }

    /// <summary>Reads a relationship group: all that stands before the = is one type.</summary>
    public RelationshipFileGroup ReadRelationships(string value)
    {
        var (left, files) = Read("--relationships", value);
        string type = left.Trim();
        return new RelationshipFileGroup(type.Length == 0 ? null : type, files);
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
        string left = equals < 0 ? "" : value[..equals];
        var parts = FileList.Split(value[(equals + 1)..], finder.HasBraces);
        if (parts.Count == 0)
        {
            AddUsage($"'{option}={value}' names no file.", value);
            return (left, [value]);
        }
        var files = Find(option, left, parts);
        if (finder.FindParquet(files) is { } parquet)
        {
            AddUsage(ImportUsage.Parquet(parquet), parquet);
        }
        return (left, files);
    }

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
                    InputAddress.HasScheme(parts[i])
                        ? ImportErrorKind.Usage
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
