using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Options;

/// <summary>The options that say what happens to entries that are wrong.</summary>
internal static class BadDataOptions
{
    private const string Group = "Bad data";

    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionDefinition> Table { get; } =
    [
        new(
            "--bad-tolerance",
            OptionKind.Value,
            "Skipped entries after which the import fails; -1 for no limit."
        )
        {
            Group = Group,
            ValueName = "<n>",
            Default = "1000",
        },
        Switch(
            "--skip-bad-relationships",
            "Skip and report relationships whose ends are unknown, or that a constraint of --schema does not allow."
        ) with
        {
            Aliases = ["--ignore-missing-nodes"],
        },
        Switch(
            "--skip-duplicate-nodes",
            "Skip and report nodes whose id was there before, or that a constraint of --schema does not allow."
        ) with
        {
            Aliases = ["--ignore-duplicate-nodes"],
        },
        Switch(
            "--skip-bad-rows",
            "Skip and report rows that are no CSV or hold a value that is not of its column's type."
        ),
        Switch("--ignore-extra-columns", "Skip and report cells beyond the header's columns."),
        Switch(
            "--skip-bad-entries-logging",
            "Count what is skipped without listing it in the report."
        ),
        new("--report-file", OptionKind.Value, "Where skipped entries are listed.")
        {
            Group = Group,
            ValueName = "<file>",
            Default = "import.report",
        },
        Switch("--strict", "Compare identifiers exactly. They always are; the option is accepted."),
    ];

    private static OptionDefinition Switch(string name, string description) =>
        new(name, OptionKind.Switch, description) { Group = Group };
}
