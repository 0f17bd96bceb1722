using Quiver.Foundation.Text;

namespace Quiver.Cli.CommandLine;

/// <summary>The mistakes of a command line.</summary>
internal static class UsageErrors
{
    /// <summary>All that is wrong with a command line.</summary>
    public static CommandException Mistakes(
        IEnumerable<string> mistakes,
        CommandDefinition command
    ) => new(ExitCode.Usage, string.Join(Environment.NewLine, mistakes.Append(SeeHelp(command))));

    /// <summary>The sentence that leads to the help text.</summary>
    public static string SeeHelp(CommandDefinition command) =>
        $"Try 'quiver {command.Name} --help'.";

    public static string UnknownOption(string option, string? nearest, CommandDefinition command)
    {
        string hint = nearest is null ? "" : $" Did you mean '{nearest}'?";
        return $"Unknown option '{option}' for 'quiver {command.Name}'.{hint}";
    }

    public static CommandException UnknownCommand(
        string word,
        string prefix,
        IEnumerable<string> known
    )
    {
        string? nearest = NearestName.Find(word, known);
        string hint = nearest is null ? "" : $" Did you mean 'quiver {prefix}{nearest}'?";
        return new CommandException(
            ExitCode.Usage,
            $"Unknown command 'quiver {prefix}{word}'.{hint}\nTry 'quiver --help'."
        );
    }

    public static CommandException HalfCommand(string words, string entries) =>
        new(ExitCode.Usage, $"'quiver {words}' needs another word:\n\n{entries.TrimEnd()}");

    public static string MissingValue(OptionDefinition option) =>
        $"The option '{option.Name}' needs a value: {option.Name}={option.ValueName}.";

    public static string TooManyWords(string word, CommandDefinition command) =>
        $"'{word}' is one word too many for '{$"quiver {command.Name} {command.Positional}".TrimEnd()}'.";

    public static CommandException NotABoolean(string option, string text) =>
        new(ExitCode.Usage, $"'{option}' takes true or false, not '{text}'.");

    public static CommandException NotAnInteger(
        string option,
        string text,
        long minimum,
        long maximum
    ) =>
        new(
            ExitCode.Usage,
            maximum == long.MaxValue
                ? $"'{option}' takes a whole number from {minimum}, not '{text}'."
                : $"'{option}' takes a whole number from {minimum} to {maximum}, not '{text}'."
        );

    public static CommandException FileTooLong(string path, int limitBytes) =>
        new(
            ExitCode.Usage,
            $"'{path}' is longer than {limitBytes >> 20} MiB, the most that such a file may be. Is it the right file?"
        );

    public static CommandException NotUtf8(string path, Exception cause) =>
        new(ExitCode.Usage, $"'{path}' is no text in UTF-8.", cause);

    public static CommandException Invalid(string message) => new(ExitCode.Usage, message);
}
