using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Options;

/// <summary>The options that say how files are written and what their values are.</summary>
internal static class DialectOptions
{
    private const string Group = "CSV and values";

    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionDefinition> Table { get; } =
    [
        Character("--delimiter", ",", "Between cells: a character, TAB, \\t, \\9 or U+0009."),
        Character(
            "--array-delimiter",
            ";",
            "Between the elements of an array or of several labels."
        ),
        Character("--vector-delimiter", ";", "Between the coordinates of a vector."),
        Character("--quote", "\"", "Around cells."),
        new(
            "--multiline-fields",
            OptionKind.SwitchOrValue,
            "Quoted cells may contain line ends: in all files, or with --multiline-fields-format=v2 in these."
        )
        {
            Group = Group,
            ValueName = "<true|false|file[,file…]>",
            Default = "false",
        },
        new(
            "--multiline-fields-format",
            OptionKind.Value,
            "Whether --multiline-fields is a boolean (v1) or may name files (v2)."
        )
        {
            Group = Group,
            ValueName = "<v1|v2>",
            Default = "v1",
        },
        Switch(
            "--legacy-style-quoting",
            "In a quoted cell a backslash before a quote or a backslash escapes it."
        ),
        Switch("--trim-strings", "Drop blanks around text."),
        Switch("--ignore-empty-strings", "Take \"\" for no value."),
        new("--id-type", OptionKind.Value, "What identifiers are, where the header does not say.")
        {
            Group = Group,
            ValueName = "<string|integer|actual>",
            Default = "string",
        },
        Switch(
            "--normalize-types",
            "Let byte, short and int columns hold any 64-bit integer, and float any double."
        ) with
        {
            Default = "true",
        },
        new("--read-buffer-size", OptionKind.Value, "The longest row: bytes, 128k or 4m.")
        {
            Group = Group,
            ValueName = "<size>",
            Default = "what memory allows",
        },
    ];

    private static OptionDefinition Character(
        string name,
        string defaultValue,
        string description
    ) =>
        new(name, OptionKind.Value, description)
        {
            Group = Group,
            ValueName = "<char>",
            Default = defaultValue,
        };

    private static OptionDefinition Switch(string name, string description) =>
        new(name, OptionKind.Switch, description) { Group = Group };
}
