using Quiver.Foundation.Text;

namespace Quiver.Cli.CommandLine;

/// <summary>The mistakes of a command line.</summary>
internal static class UsageErrors
{
    public static CommandException UnknownOption(string option, CommandDefinition command)
    {
        var names = command.Options.Concat(ArgumentParser.Common).Select(o => o.Name);
        string? nearest = NearestName.Find(option, names);
        string hint = nearest is null ? "" : $" Did you mean '{nearest}'?";
        return Usage($"Unknown option '{option}' for 'quiver {command.Name}'.{hint}", command.Name);
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

    public static CommandException MissingValue(
        OptionDefinition option,
        CommandDefinition command
    ) =>
        Usage(
            $"The option '{option.Name}' needs a value: {option.Name}={option.ValueName}.",
            command.Name
        );

    public static CommandException TooManyWords(string word, CommandDefinition command) =>
        Usage(
            $"'{word}' is one word too many for 'quiver {command.Name} {command.Positional}'.",
            command.Name
        );

    public static CommandException MissingOption(string option, string command) =>
        Usage($"Missing required option: '{option}'", command);

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

    private static CommandException Usage(string message, string command) =>
        new(ExitCode.Usage, $"{message}\nTry 'quiver {command} --help'.");
}
