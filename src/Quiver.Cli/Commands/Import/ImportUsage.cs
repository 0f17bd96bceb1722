using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import.Files;

namespace Quiver.Cli.Commands.Import;

/// <summary>The mistakes of an import's command line.</summary>
internal static class ImportUsage
{
    public static string Parquet(string file) =>
        $"'{file}' is a Parquet file; only CSV files can be read yet. Write it as CSV first.";

    /// <summary>The sentence that shows an argument as it must be typed, where a shell has taken its backslashes.</summary>
    public static string Requote(
        string option,
        string left,
        IEnumerable<string> parts,
        bool braces
    ) =>
        $"The shell has taken the backslashes of a regular expression. Put it in single quotes: {Quoted(option, left, parts, braces)}";

    /// <summary>The sentence that shows an argument as it must be typed, where a shell has made several of one with braces.</summary>
    public static string RequoteBraces(
        string option,
        string left,
        IEnumerable<string> parts,
        bool braces
    ) =>
        $"The shell has made several arguments of one with braces. Put it in single quotes: {Quoted(option, left, parts, braces)}";

    /// <summary>What the operating system refuses, with the user whom it refuses it.</summary>
    public static string Denied(string message) =>
        message.Contains($"'{Environment.UserName}'", StringComparison.Ordinal)
            ? message
            : $"{message} The user is '{Environment.UserName}'.";

    public static CommandException InvalidIdType(string text) =>
        UsageErrors.Invalid($"'--id-type' takes string, integer or actual, not '{text}'.");

    public static CommandException InvalidCharacter(string option, string problem) =>
        UsageErrors.Invalid($"{option}: {problem}");

    public static CommandException InvalidChoice(string option, string choices, string text) =>
        UsageErrors.Invalid($"'{option}' takes {choices}, not '{text}'.");

    public static CommandException MultilineFieldsMissing() =>
        UsageErrors.Invalid(
            "Missing required argument: '--multiline-fields-format' says how '--multiline-fields' is written, which is not there."
        );

    public static CommandException MultilinePathsNeedFormat(string text) =>
        UsageErrors.Invalid(
            $"Illegal format of '--multiline-fields={text}': in format v1 it must be either true or false. Paths are understood with --multiline-fields-format=v2."
        );

    public static CommandException MultilineFilesUnknown(string text, string problem) =>
        UsageErrors.Invalid($"'--multiline-fields={text}': {problem}");

    public static CommandException OnlyCsvMode(string mode) =>
        UsageErrors.Invalid(
            $"'--mode={mode}' is not supported: only csv is. A Neo4j store cannot be read; export it to CSV first."
        );

    public static CommandException TwoDatabases(string first, string second) =>
        UsageErrors.Invalid(
            $"Two databases are named, '{first}' and '{second}': name the one that is imported."
        );

    public static CommandException MistypedMode(string word, string mode) =>
        UsageErrors.Invalid(
            $"Unknown mode '{word}'. Did you mean 'quiver database import {mode}'? To import a database of that name, write 'quiver database import full {word}'."
        );

    public static CommandException ForeignStore(string directory) =>
        UsageErrors.Invalid(
            $"'{directory}' holds a database of Neo4j, which is left alone. Name another data home with --home, or another database."
        );

    /// <summary>An option with its value in single quotes, so that a shell leaves it alone.</summary>
    private static string Quoted(string option, string left, IEnumerable<string> parts, bool braces)
    {
        string value = FileList.Join(parts, braces);
        string argument = left.Length == 0 ? value : $"{left}={value}";
        string quoted = argument.Replace("'", @"'\''", StringComparison.Ordinal);
        return $"{option}='{quoted}'";
    }
}
