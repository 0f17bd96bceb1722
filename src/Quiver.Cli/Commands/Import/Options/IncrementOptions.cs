using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Options;

/// <summary>The options that only an incremental import has.</summary>
internal static class IncrementOptions
{
    private const string Group = "Increment";

    /// <summary>Options of a full import that an incremental one has otherwise, or not at all.</summary>
    public static readonly IReadOnlySet<string> Replaced = new HashSet<string>(
        StringComparer.Ordinal
    )
    {
        "--stage",
        "--update-all-matching-relationships",
        "--overwrite-destination",
        "--dry-run",
        "--resume",
        "--mode",
        "--schema",
    };

    /// <summary>An option of a full import as an incremental one has it.</summary>
    public static OptionDefinition Describe(OptionDefinition option) =>
        option.Name switch
        {
            "--skip-bad-relationships" => option with
            {
                Description =
                    "Skip and report relationships whose ends are unknown, that are to be changed and are not there, or that a constraint does not allow.",
            },
            "--skip-duplicate-nodes" => option with
            {
                Description =
                    "Skip and report new nodes that the database has already, second rows about a node, and nodes that a constraint does not allow.",
            },
            "--skip-bad-rows" => option with
            {
                Description =
                    "Skip and report rows that are no CSV, hold a value that is not of its column's type, or change a node that is not there.",
            },
            "--id-type" => option with { ValueName = "<string|integer>" },
            "--database" => option with { Default = "neo4j" },
            _ => option,
        };

    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionDefinition> Table { get; } =
    [
        new(
            "--stage",
            OptionKind.Value,
            "Which stages are run: all, prepare (1), build (2) or merge (3). A merge needs no files."
        )
        {
            Group = Group,
            ValueName = "<stage>",
            Default = "all",
        },
        new(
            "--update-all-matching-relationships",
            OptionKind.Switch,
            "A row that updates or deletes a relationship takes all that it describes, not one only."
        )
        {
            Group = Group,
        },
        new(
            "--keep-previous",
            OptionKind.SwitchOrValue,
            "Keep the database as it was before as a snapshot, which 'quiver database snapshot restore' returns to: of this name, or before-<time>."
        )
        {
            Group = Group,
            ValueName = "<name>",
            Default = "false",
        },
        new(
            "--schema",
            OptionKind.Value,
            "File with commands that create and drop indexes and constraints, separated by semicolons: they take effect with the merge, all or none."
        )
        {
            Group = Group,
            ValueName = "<file>",
        },
        new("--force", OptionKind.Switch, "Accepted: nothing has to be confirmed.")
        {
            Group = Group,
        },
        OtherEngineOptions.Refused(
            "--dry-run",
            OptionKind.Switch,
            "Without --stage=merge an incremental import changes nothing: try it with --stage=prepare and --stage=build.",
            "false"
        ),
        OtherEngineOptions.Refused(
            "--resume",
            OptionKind.Switch,
            "A stage of an incremental import that was cut short is run again.",
            "false"
        ),
        OtherEngineOptions.Refused(
            "--overwrite-destination",
            OptionKind.Switch,
            "An incremental import changes a database; 'database import full' replaces it.",
            "false"
        ),
    ];
}
