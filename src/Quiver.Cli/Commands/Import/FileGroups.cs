using Quiver.Cli.CommandLine;
using Quiver.Import;

namespace Quiver.Cli.Commands.Import;

/// <summary>Reads the values of --nodes and --relationships: <c>[labels=]file[,file]…</c>.</summary>
internal static class FileGroups
{
    /// <summary>Reads a node group: labels are separated by colons.</summary>
    public static NodeFileGroup ParseNodes(string value)
    {
        var (left, files) = Split("--nodes", value);
        var labels = left.Split(
            ':',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return new NodeFileGroup([.. labels.Distinct(StringComparer.Ordinal)], files);
    }

    /// <summary>Reads a relationship group: all that stands before the = is one type.</summary>
    public static RelationshipFileGroup ParseRelationships(string value)
    {
        var (left, files) = Split("--relationships", value);
        string type = left.Trim();
        return new RelationshipFileGroup(type.Length == 0 ? null : type, files);
    }

    /// <summary>Cuts at the first =, unless a folder separator before it shows that it belongs to a path.</summary>
    private static (string Left, IReadOnlyList<string> Files) Split(string option, string value)
    {
        int equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && value.AsSpan(0, equals).Contains('/'))
        {
            equals = -1;
        }
        if (equals == 0 || equals == value.Length - 1)
        {
            throw UsageErrors.Invalid(
                $"'{option}={value}' has its = in an illegal position: write {option}=NAME=FILE or {option}=FILE."
            );
        }
        var files = SplitFiles(value[(equals + 1)..]);
        return files.Count == 0
            ? throw UsageErrors.Invalid($"'{option}={value}' names no file.")
            : (equals < 0 ? "" : value[..equals], files);
    }

    /// <summary>Cuts at commas, except inside single quotes, which are taken off.</summary>
    private static List<string> SplitFiles(string list)
    {
        var files = new List<string>();
        int start = 0;
        bool quoted = false;
        for (int i = 0; i <= list.Length; i++)
        {
            if (i < list.Length && list[i] == '\'')
            {
                quoted = !quoted;
            }
            if (i == list.Length || (list[i] == ',' && !quoted))
            {
                string file = list[start..i].Trim().Trim('\'');
                if (file.Length > 0)
                {
                    files.Add(file);
                }
                start = i + 1;
            }
        }
        return files;
    }
}
