namespace Quiver.Cli.CommandLine;

/// <summary>A command: its words, what it takes and what it does.</summary>
internal sealed record CommandDefinition
{
    private readonly int? _maxPositionals;

    /// <summary>Its words, for example <c>database import full</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line for the list of commands.</summary>
    public required string Summary { get; init; }

    /// <summary>What stands behind the options, for the help text, for example <c>&lt;database&gt;</c>; empty for nothing.</summary>
    public string Positional { get; init; } = "";

    /// <summary>The most bare words it takes: as many as its help text names, unless set.</summary>
    public int MaxPositionals
    {
        get => _maxPositionals ?? Positional.Count('<');
        init => _maxPositionals = value;
    }

    /// <summary>Its options.</summary>
    public IReadOnlyList<OptionDefinition> Options { get; init; } = [];

    /// <summary>Command lines to copy, for the help text.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Whether the list of commands leaves it out.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether <c>--f=FILE</c> may stand for all its arguments.</summary>
    public bool TakesArgumentFile { get; init; }

    /// <summary>Whether it takes any arguments without looking at them, because it only says why it does nothing.</summary>
    public bool IgnoresArguments { get; init; }

    /// <summary>Whether it reports the mistakes of its command line itself, together with what else it finds wrong.</summary>
    public bool ReportsMistakes { get; init; }

    /// <summary>Runs it; returns the exit code.</summary>
    public required Func<ParsedArguments, CommandContext, Task<int>> RunAsync { get; init; }
}
