using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Options;

/// <summary>The options that say where the database goes and how the import runs.</summary>
internal static class RunOptions
{
    private const string Group = "Run";

    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionDefinition> Table { get; } =
    [
        new("--database", OptionKind.Value, "The database, as 3.5 and 4.x name it.")
        {
            Group = Group,
            ValueName = "<name>",
            Default = $"neo4j; {TargetDatabase.DefaultOf35} in a line as only 3.5 takes it",
        },
        Switch(
            "--overwrite-destination",
            "Replace a database that exists; it stays whole until the new one is."
        ) with
        {
            Aliases = ["--force"],
        },
        Switch("--dry-run", "Check everything and estimate, but import nothing."),
        Switch(
            "--resume",
            "Go on with an interrupted import of the same files at its last finished phase."
        ),
        new("--threads", OptionKind.Value, "How many threads work; the result is the same.")
        {
            Group = Group,
            ValueName = "<n>",
            Default = "the number of cores",
            Aliases = ["--processors"],
        },
        new(
            "--max-off-heap-memory",
            OptionKind.Value,
            "Memory for ids and buffers: bytes, 512m, 20G or 70%."
        )
        {
            Group = Group,
            ValueName = "<size>",
            Default = "90% of what is free",
            Aliases = ["--max-memory"],
        },
        new("--temp-path", OptionKind.Value, "The folder for temporary files.")
        {
            Group = Group,
            ValueName = "<folder>",
            Default = "inside the database's folder",
        },
        new(
            "--additional-config",
            OptionKind.Value,
            "A configuration file that wins over those of the conf folder."
        )
        {
            Group = Group,
            ValueName = "<file>",
        },
        Switch("--expand-commands", "Run the commands in configuration values, $(command)."),
        new(
            "--f",
            OptionKind.Value,
            "A file that holds all arguments; none may stand beside it. @file does so anywhere."
        )
        {
            Group = Group,
            ValueName = "<file>",
        },
    ];

    private static OptionDefinition Switch(string name, string description) =>
        new(name, OptionKind.Switch, description) { Group = Group };
}
