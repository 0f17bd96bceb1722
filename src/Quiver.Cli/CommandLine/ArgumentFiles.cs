using Quiver.Foundation.IO;

namespace Quiver.Cli.CommandLine;

/// <summary>Replaces <c>@file</c> by the arguments in the file, as neo4j-admin does, and <c>--f=file</c> as that of 3.5 did.</summary>
/// <remarks><c>@@x</c> means <c>@x</c>; a file that does not exist leaves the argument as it is. Files may name files.</remarks>
internal sealed class ArgumentFiles
{
    private const int MaxDepth = 10;
    private const int MaxFiles = 10_000;
    private const int MaxArguments = 1_000_000;
    private const int MaxFileBytes = 64 << 20;
    private const string LegacyOption = "--f";

    private readonly IFileSystem _files;
    private readonly List<string> _result = [];
    private int _fileCount;

    private readonly ICollection<string> _read;

    private ArgumentFiles(IFileSystem files, ICollection<string> read) =>
        (_files, _read) = (files, read);

    /// <summary>The arguments with all files replaced.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="files">The file system.</param>
    /// <param name="read">Gets the files that were read; null when nobody asks.</param>
    public static IReadOnlyList<string> Expand(
        IEnumerable<string> arguments,
        IFileSystem files,
        ICollection<string>? read = null
    )
    {
        var expansion = new ArgumentFiles(files, read ?? []);
        expansion.Add(arguments, 0);
        return expansion._result;
    }

    /// <summary>The arguments in the file of <c>--f</c>, which allows no other argument beside it; without <c>--f</c> the arguments as they are.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="files">The file system.</param>
    /// <param name="read">Gets the files that were read; null when nobody asks.</param>
    public static IReadOnlyList<string> ExpandLegacy(
        IReadOnlyList<string> arguments,
        IFileSystem files,
        ICollection<string>? read = null
    )
    {
        string[] straight = [.. arguments.Select(PastedDashes.Straighten)];
        int at = Array.FindIndex(
            straight,
            a => a == LegacyOption || a.StartsWith(LegacyOption + "=", StringComparison.Ordinal)
        );
        if (at < 0)
        {
            return arguments;
        }
        string path =
            straight[at].Length > LegacyOption.Length ? straight[at][(LegacyOption.Length + 1)..]
            : at + 1 < arguments.Count ? arguments[at + 1]
            : "";
        int used = straight[at].Length > LegacyOption.Length ? 1 : 2;
        if (path.Length == 0 || arguments.Count != used)
        {
            throw UsageErrors.Invalid(
                "'--f=FILE' stands for all arguments: no other argument may stand beside it. Put them into the file."
            );
        }
        var words = ArgumentWords.Split(BoundedText.Read(files, path, MaxFileBytes), path);
        read?.Add(path);
        return Expand(words, files, read);
    }

    private void Add(IEnumerable<string> arguments, int depth)
    {
        foreach (string argument in arguments)
        {
            if (argument.StartsWith("@@", StringComparison.Ordinal))
            {
                _result.Add(argument[1..]);
            }
            else if (argument.Length > 1 && argument[0] == '@' && _files.FileExists(argument[1..]))
            {
                AddFile(argument[1..], depth);
            }
            else
            {
                _result.Add(argument);
            }
            if (_result.Count > MaxArguments)
            {
                throw UsageErrors.Invalid($"There are more than {MaxArguments} arguments.");
            }
        }
    }

    private void AddFile(string path, int depth)
    {
        if (depth == MaxDepth)
        {
            throw UsageErrors.Invalid(
                $"Argument files are nested deeper than {MaxDepth} levels at '@{path}'."
            );
        }
        if (++_fileCount > MaxFiles)
        {
            throw UsageErrors.Invalid($"There are more than {MaxFiles} argument files.");
        }
        _read.Add(path);
        Add(ArgumentWords.Split(BoundedText.Read(_files, path, MaxFileBytes), path), depth + 1);
    }
}
