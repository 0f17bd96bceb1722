using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Files;

namespace Quiver.Cli.Commands.Import;

/// <summary>Which files may hold line ends in their quoted cells (<c>--multiline-fields</c> with <c>--multiline-fields-format</c>).</summary>
/// <param name="All">Whether all may.</param>
/// <param name="Files">The files that alone may, by the names that the groups give them; empty when <paramref name="All"/> decides.</param>
internal sealed record MultilineFields(bool All, IReadOnlyList<string> Files)
{
    private const string Option = "--multiline-fields";
    private const string FormatOption = "--multiline-fields-format";

    /// <summary>Reads both options.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="finder">Finds files.</param>
    /// <param name="inputs">The files of all groups.</param>
    /// <exception cref="CommandException">They do not fit together, or name no file of the import.</exception>
    public static MultilineFields Read(
        ParsedArguments arguments,
        InputFinder finder,
        IEnumerable<string> inputs
    )
    {
        string? text = arguments.Last(Option);
        bool hasPaths = (arguments.Last(FormatOption) ?? "v1").ToUpperInvariant() switch
        {
            "V1" => false,
            "V2" => true,
            _ => throw ImportUsage.InvalidChoice(
                FormatOption,
                "v1 or v2",
                arguments.Last(FormatOption)!
            ),
        };
        if (text is null)
        {
            return arguments.Has(FormatOption)
                ? throw ImportUsage.MultilineFieldsMissing()
                : new MultilineFields(false, []);
        }
        if (bool.TryParse(text, out bool all))
        {
            return new MultilineFields(all, []);
        }
        return hasPaths
            ? new MultilineFields(false, FindFiles(text, finder, inputs))
            : throw ImportUsage.MultilinePathsNeedFormat(text);
    }

    private static List<string> FindFiles(
        string text,
        InputFinder finder,
        IEnumerable<string> inputs
    )
    {
        var names = inputs.Distinct(StringComparer.Ordinal).ToLookup(Path.GetFullPath);
        var result = new List<string>();
        foreach (string part in FileList.Split(text, finder.HasBraces))
        {
            var found = finder.Find(part);
            string? problem = found.Problem;
            var matched = found.Paths.SelectMany(path => names[Path.GetFullPath(path)]).ToArray();
            if (problem is null && matched.Length == 0)
            {
                problem = $"'{part}' is no file of --nodes or --relationships.";
            }
            if (problem is not null)
            {
                throw ImportUsage.MultilineFilesUnknown(text, problem);
            }
            result.AddRange(matched);
        }
        return [.. result.Distinct(StringComparer.Ordinal)];
    }
}
