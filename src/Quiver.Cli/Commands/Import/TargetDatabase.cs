using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Files;

namespace Quiver.Cli.Commands.Import;

/// <summary>Finds the database that a command line names, wherever it stands in it.</summary>
internal static class TargetDatabase
{
    /// <summary>The default database of 3.5.</summary>
    public const string DefaultOf35 = "graph.db";

    private static readonly string[] SpellingsOf35 =
    [
        "--mode",
        "--ignore-missing-nodes",
        "--ignore-duplicate-nodes",
    ];

    private static readonly string[] DataSuffixes =
    [
        ".csv",
        ".tsv",
        ".txt",
        ".tbl",
        ".dat",
        ".gz",
        ".zip",
        ".parquet",
    ];

    /// <summary>
    /// The name as typed: a bare word, else <c>--database</c>, else the last word that a greedy option took though it is a name and no file; null for the default. The word is
    /// taken away from the option.
    /// </summary>
    public static string? Find(ParsedArguments arguments, InputFinder finder)
    {
        string? word = arguments.Positionals.FirstOrDefault();
        string? option = arguments.Last("--database");
        if (word is not null && option is not null && word != option)
        {
            throw ImportUsage.TwoDatabases(word, option);
        }
        if (word is not null || option is not null)
        {
            return word ?? option;
        }
        var swallowed = arguments.Swallowed.LastOrDefault(s => IsName(s.Word, finder));
        if (swallowed is not null)
        {
            arguments.Release(swallowed);
        }
        return swallowed?.Word;
    }

    /// <summary>The database where none is named: in a line as only 3.5 has it that of 3.5; else null.</summary>
    public static string? Default(ParsedArguments arguments) =>
        IsOf35(arguments) ? DefaultOf35 : null;

    private static bool IsOf35(ParsedArguments arguments) =>
        arguments.HasNamesOnOptions || arguments.Spellings.Overlaps(SpellingsOf35);

    /// <summary>Whether a word can be meant as a database: it looks like a name, not like a data file, and leads to no file.</summary>
    private static bool IsName(string word, InputFinder finder) =>
        word.Length > 0
        && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        && !DataSuffixes.Any(suffix => word.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
        && !finder.Exists(word);
}
