namespace Quiver.Cli.CommandLine;

/// <summary>An option that a command takes.</summary>
/// <param name="Name">With its dashes, for example <c>--delimiter</c>.</param>
/// <param name="Kind">What follows it.</param>
/// <param name="Description">What it does, for the help text.</param>
internal sealed record OptionDefinition(string Name, OptionKind Kind, string Description)
{
    /// <summary>The heading under which the help text lists it.</summary>
    public string Group { get; init; } = "Options";

    /// <summary>What the help text calls the value, for example <c>&lt;char&gt;</c>.</summary>
    public string ValueName { get; init; } = "<value>";

    /// <summary>The default, for the help text.</summary>
    public string? Default { get; init; }

    /// <summary>Other names, of other versions and short forms.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it is left out of the help text.</summary>
    public bool Hidden { get; init; }

    /// <summary>Why it is accepted without doing anything, as the end of the sentence "it has no effect: …"; null when it has one.</summary>
    public string? NoEffect { get; init; }

    /// <summary>Why it is refused, as a whole sentence; null when it is not.</summary>
    public string? Refusal { get; init; }

    /// <summary>The value with which it is not refused, because it asks for what happens anyway.</summary>
    public string? AcceptedValue { get; init; }
}
