namespace Quiver.Cli.CommandLine;

/// <summary>Takes a command's arguments apart by its table of options.</summary>
internal static class ArgumentParser
{
    private static readonly OptionDefinition Help = new(
        "--help",
        OptionKind.Switch,
        "Show this text."
    )
    {
        Aliases = ["-h"],
    };

    /// <summary>The options that every command takes.</summary>
    public static IReadOnlyList<OptionDefinition> Common { get; } =
    [
        new("--home", OptionKind.Value, "The data home: where databases live.")
        {
            ValueName = "<folder>",
            Default = "$QUIVER_HOME, or ./data",
        },
        new("--verbose", OptionKind.Switch, "Say more, and show the causes of an error."),
        Help,
    ];

    /// <summary>Takes the arguments apart.</summary>
    /// <exception cref="CommandException">The command line is wrong; the message says how.</exception>
    public static ParsedArguments Parse(CommandDefinition command, IReadOnlyList<string> arguments)
    {
        var result = new ParsedArguments();
        bool onlyWords = false;
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (!onlyWords && argument == "--")
            {
                onlyWords = true;
            }
            else if (!onlyWords && argument.Length > 1 && argument[0] == '-')
            {
                i = ParseOption(command, arguments, i, result);
            }
            else
            {
                AddPositional(command, result, argument);
            }
        }
        return result;
    }

    /// <summary>Whether help is asked for anywhere before a <c>--</c>.</summary>
    public static bool AsksForHelp(IEnumerable<string> arguments) =>
        arguments.TakeWhile(static a => a != "--").Any(static a => a is "--help" or "-h");

    private static void AddPositional(
        CommandDefinition command,
        ParsedArguments result,
        string word
    )
    {
        if (result.Positionals.Count == command.MaxPositionals)
        {
            throw UsageErrors.TooManyWords(word, command);
        }
        result.Positionals.Add(word);
    }

    private static int ParseOption(
        CommandDefinition command,
        IReadOnlyList<string> arguments,
        int index,
        ParsedArguments result
    )
    {
        string argument = arguments[index];
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument : argument[..equals];
        var option = Find(command, name, out string suffix);
        string? attached = equals < 0 ? null : argument[(equals + 1)..];
        switch (option.Kind)
        {
            case OptionKind.Switch:
                if (attached is null && NextIsBoolean(arguments, index))
                {
                    attached = arguments[++index];
                }
                result.Add(option.Name, attached ?? "true");
                return index;
            case OptionKind.Value:
                if (attached is null && index + 1 < arguments.Count)
                {
                    attached = arguments[++index];
                }
                result.Add(
                    option.Name,
                    attached ?? throw UsageErrors.MissingValue(option, command)
                );
                return index;
            default:
                return ParseValues(option, command, arguments, index, suffix, attached, result);
        }
    }

    /// <summary>The option and all bare words that follow; words that follow an attached value belong to it too, as picocli has it.</summary>
    private static int ParseValues(
        OptionDefinition option,
        CommandDefinition command,
        IReadOnlyList<string> arguments,
        int index,
        string suffix,
        string? attached,
        ParsedArguments result
    )
    {
        var values = new List<string>();
        if (attached is not null)
        {
            values.Add(suffix + attached);
        }
        while (index + 1 < arguments.Count && !arguments[index + 1].StartsWith('-'))
        {
            values.Add(suffix + arguments[++index]);
        }
        if (values.Count == 0)
        {
            throw UsageErrors.MissingValue(option, command);
        }
        bool isLast = index + 1 == arguments.Count;
        if (
            isLast
            && values.Count > 1
            && result.Positionals.Count < command.MaxPositionals
            && GreedyValues.LooksLikeDatabase(values[^1])
        )
        {
            result.Positionals.Add(values[^1]);
            values.RemoveAt(values.Count - 1);
        }
        foreach (string value in values)
        {
            result.Add(option.Name, value);
        }
        return index;
    }

    private static bool NextIsBoolean(IReadOnlyList<string> arguments, int index) =>
        index + 1 < arguments.Count && arguments[index + 1].ToUpperInvariant() is "TRUE" or "FALSE";

    /// <summary>Finds an option by name or alias; <c>--nodes:A:B</c> (3.5) is <c>--nodes</c> with the suffix <c>A:B=</c>.</summary>
    private static OptionDefinition Find(CommandDefinition command, string name, out string suffix)
    {
        suffix = "";
        foreach (var option in command.Options.Concat(Common))
        {
            if (option.Name == name || option.Aliases.Contains(name, StringComparer.Ordinal))
            {
                return option;
            }
            if (
                option.Kind == OptionKind.Values
                && name.StartsWith(option.Name + ":", StringComparison.Ordinal)
            )
            {
                suffix = name[(option.Name.Length + 1)..] + "=";
                return option;
            }
        }
        throw UsageErrors.UnknownOption(name, command);
    }
}
