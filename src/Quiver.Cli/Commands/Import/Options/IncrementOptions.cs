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
        new("--force", OptionKind.Switch, "Accepted: nothing has to be confirmed.")
        {
            Group = Group,
        },
    ];
}
