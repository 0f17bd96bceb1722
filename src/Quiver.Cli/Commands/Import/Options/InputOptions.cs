using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Options;

/// <summary>The options that say what is read.</summary>
internal static class InputOptions
{
    private const string Group = "Input";

    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionDefinition> Table { get; } =
    [
        new(
            "--nodes",
            OptionKind.Values,
            "Node files, as often as needed. The first line of the first file is the header; a comma joins files of one header; labels stand before the =. A file may be a folder, or a pattern: a regular expression for the last part of the path."
        )
        {
            Group = Group,
            ValueName = "[<label>[:<label>]…=]<file>[,<file>…]",
        },
        new(
            "--relationships",
            OptionKind.Values,
            "Relationship files, likewise, with their type before the =."
        )
        {
            Group = Group,
            ValueName = "[<type>=]<file>[,<file>…]",
        },
        new("--path-pattern-style", OptionKind.Value, "How patterns are written.")
        {
            Group = Group,
            ValueName = "<regex|glob|none>",
            Default = "regex",
        },
        new("--input-type", OptionKind.Value, "What the files are. Only csv can be read yet.")
        {
            Group = Group,
            ValueName = "<csv>",
            Default = "csv",
        },
        new("--input-encoding", OptionKind.Value, "The charset of files without a byte order mark.")
        {
            Group = Group,
            ValueName = "<charset>",
            Default = "UTF-8",
        },
        new(
            "--auto-skip-subsequent-headers",
            OptionKind.Switch,
            "Drop a header that a group's later files repeat."
        )
        {
            Group = Group,
        },
        new(
            "--schema",
            OptionKind.Value,
            "A file with commands that create indexes and constraints, separated by semicolons. They are made during the import."
        )
        {
            Group = Group,
            ValueName = "<file>",
        },
    ];
}
