namespace Quiver.Cli.CommandLine;

/// <summary>An option that a command takes.</summary>
/// <param name="Name">With its dashes, for example <c>--delimiter</c>.</param>
/// <param name="Kind">What follows it.</param>
/// <param name="Description">What it does, for the help text.</param>
internal sealed record OptionDefinition(string Name, OptionKind Kind, string Description)
{
    /// <summary>What the help text calls the value, for example <c>&lt;char&gt;</c>.</summary>
    public string ValueName { get; init; } = "<value>";

    /// <summary>The default, for the help text.</summary>
    public string? Default { get; init; }

    /// <summary>Other names, of other versions and short forms.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it is left out of the help text (names of old versions).</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether it is only accepted because other versions take it; using it prints a note.</summary>
    public bool HasNoEffect { get; init; }
}
