using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Options;

/// <summary>The options of a full import in all spellings since 3.5.</summary>
internal static class ImportOptionTable
{
    /// <summary>All of them, in the order of the help text.</summary>
    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        .. InputOptions.Table,
        .. DialectOptions.Table,
        .. BadDataOptions.Table,
        .. RunOptions.Table,
        .. OtherEngineOptions.Table,
    ];

    /// <summary>Those of an incremental import.</summary>
    public static IReadOnlyList<OptionDefinition> Incremental { get; } =
    [
        .. IncrementOptions.Table,
        .. All.Where(option => !IncrementOptions.Replaced.Contains(option.Name))
            .Select(IncrementOptions.Describe),
    ];
}
