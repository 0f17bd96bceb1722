using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import;

/// <summary>The options of a full import in all spellings since 3.5.</summary>
internal static class ImportOptionTable
{
    /// <summary>The options of both spellings.</summary>
    public static IReadOnlyList<OptionDefinition> Shared { get; } =
    [
        new(
            "--nodes",
            OptionKind.Values,
            "Node files. The first line of the first file is the header; a comma joins files of one header; labels stand before the =."
        )
        {
            ValueName = "[<label>[:<label>]…=]<file>[,<file>…]",
        },
        new(
            "--relationships",
            OptionKind.Values,
            "Relationship files, likewise, with their type before the =."
        )
        {
            ValueName = "[<type>=]<file>[,<file>…]",
        },
        new("--delimiter", OptionKind.Value, "Between cells: a character, TAB, \\t, \\9 or U+0009.")
        {
            ValueName = "<char>",
            Default = ",",
        },
        new(
            "--array-delimiter",
            OptionKind.Value,
            "Between the elements of an array or of several labels."
        )
        {
            ValueName = "<char>",
            Default = ";",
        },
        new("--quote", OptionKind.Value, "Around cells.") { ValueName = "<char>", Default = "\"" },
        new("--id-type", OptionKind.Value, "What identifiers are: string, integer or actual.")
        {
            ValueName = "<type>",
            Default = "string",
        },
        new(
            "--bad-tolerance",
            OptionKind.Value,
            "Skipped entries after which the import fails; -1 for no limit."
        )
        {
            ValueName = "<n>",
            Default = "1000",
        },
        new(
            "--skip-bad-relationships",
            OptionKind.Switch,
            "Skip and report relationships whose ends are unknown."
        )
        {
            Aliases = ["--ignore-missing-nodes"],
        },
        new(
            "--skip-duplicate-nodes",
            OptionKind.Switch,
            "Skip and report nodes whose id was there before."
        )
        {
            Aliases = ["--ignore-duplicate-nodes"],
        },
        new(
            "--ignore-extra-columns",
            OptionKind.Switch,
            "Skip and report cells beyond the header's columns."
        ),
        new("--ignore-empty-strings", OptionKind.Switch, "Take \"\" for no value."),
        new("--trim-strings", OptionKind.Switch, "Drop blanks around text."),
        new("--multiline-fields", OptionKind.Switch, "Quoted cells may contain line ends."),
        new(
            "--normalize-types",
            OptionKind.Switch,
            "Let byte, short and int columns hold any 64-bit integer, and float any double."
        )
        {
            Default = "true",
        },
        new(
            "--auto-skip-subsequent-headers",
            OptionKind.Switch,
            "Drop a header that a group's later files repeat."
        ),
        new("--report-file", OptionKind.Value, "Where skipped entries are listed.")
        {
            ValueName = "<file>",
            Default = "import.report",
        },
        new("--threads", OptionKind.Value, "How many threads work; the result is the same.")
        {
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
            ValueName = "<size>",
            Default = "90%",
            Aliases = ["--max-memory"],
        },
        new(
            "--overwrite-destination",
            OptionKind.Switch,
            "Replace a database that exists; it stays whole until the new one is."
        )
        {
            Aliases = ["--force"],
        },
        new("--high-parallel-io", OptionKind.Value, "Accepted without effect.")
        {
            HasNoEffect = true,
            Hidden = true,
        },
        new("--high-io", OptionKind.Switch, "Accepted without effect.")
        {
            HasNoEffect = true,
            Hidden = true,
        },
        new("--cache-on-heap", OptionKind.Switch, "Accepted without effect.")
        {
            HasNoEffect = true,
            Hidden = true,
        },
        new("--expand-commands", OptionKind.Switch, "Accepted without effect.")
        {
            HasNoEffect = true,
            Hidden = true,
        },
    ];

    /// <summary>The further options of 3.5 and 4.x.</summary>
    public static IReadOnlyList<OptionDefinition> Legacy { get; } =
    [
        new("--database", OptionKind.Value, "The database's name.")
        {
            ValueName = "<name>",
            Default = "neo4j",
        },
        new("--mode", OptionKind.Value, "Only csv.") { ValueName = "csv", Hidden = true },
        .. Shared,
    ];
}
