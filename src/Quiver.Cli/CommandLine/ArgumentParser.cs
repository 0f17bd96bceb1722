using Quiver.Foundation.Text;

namespace Quiver.Cli.CommandLine;

/// <summary>Takes a command's arguments apart by its table of options.</summary>
internal sealed class ArgumentParser
{
    private const string GeneralGroup = "General";
    private const string Password = "<password>";

    private static readonly OptionDefinition Help = new(
        "--help",
        OptionKind.Switch,
        "Show this text."
    )
    {
        Group = GeneralGroup,
        Aliases = ["-h"],
    };

    private readonly CommandDefinition _command;
    private readonly IReadOnlyList<string> _arguments;
    private readonly ParsedArguments _result = new();
    private int _index;

    private ArgumentParser(CommandDefinition command, IReadOnlyList<string> arguments)
    {
        _command = command;
        _arguments = arguments;
    }

    /// <summary>The options that every command takes.</summary>
    public static IReadOnlyList<OptionDefinition> Common { get; } =
    [
        new("--home", OptionKind.Value, "The data home: where databases live.")
        {
            Group = GeneralGroup,
            ValueName = "<folder>",
            Default = "$QUIVER_HOME, or ./data",
        },
        new("--verbose", OptionKind.Switch, "Say more, and show the causes of an error.")
        {
            Group = GeneralGroup,
        },
        Help,
    ];

    /// <summary>Takes the arguments apart.</summary>
    /// <exception cref="CommandException">The command line is wrong, and the command does not report that itself; the message lists all that is.</exception>
    public static ParsedArguments Parse(CommandDefinition command, IReadOnlyList<string> arguments)
    {
        var parser = new ArgumentParser(command, arguments);
        parser.Run();
        return parser._result.Mistakes.Count == 0 || command.ReportsMistakes
            ? parser._result
            : throw UsageErrors.Mistakes(parser._result.Mistakes, command);
    }

    /// <summary>Whether help is asked for anywhere before a <c>--</c>.</summary>
    public static bool AsksForHelp(IEnumerable<string> arguments) =>
        BeforeWords(arguments).Any(static a => a is "--help" or "-h");

    /// <summary>Whether causes of errors are asked for, as far as can be told before the command is known.</summary>
    public static bool AsksForCauses(IEnumerable<string> arguments)
    {
        string[] words = [.. BeforeWords(arguments)];
        int at = Array.FindLastIndex(
            words,
            static a => a == "--verbose" || a.StartsWith("--verbose=", StringComparison.Ordinal)
        );
        return at >= 0
            && !words[at].EndsWith("=false", StringComparison.OrdinalIgnoreCase)
            && !(
                words[at] == "--verbose"
                && at + 1 < words.Length
                && words[at + 1].Equals("false", StringComparison.OrdinalIgnoreCase)
            );
    }

    private static IEnumerable<string> BeforeWords(IEnumerable<string> arguments) =>
        arguments.Select(PastedDashes.Straighten).TakeWhile(static a => a != "--");

    private void Run()
    {
        bool onlyWords = false;
        for (; _index < _arguments.Count; _index++)
        {
            string argument = onlyWords
                ? _arguments[_index]
                : PastedDashes.Straighten(_arguments[_index]);
            if (!onlyWords && argument == "--")
            {
                onlyWords = true;
            }
            else if (!onlyWords && argument.Length > 1 && argument[0] == '-')
            {
                ParseOption(argument);
            }
            else
            {
                AddPositional(argument);
            }
        }
    }

    private void AddPositional(string word)
    {
        if (_result.Positionals.Count == _command.MaxPositionals)
        {
            _result.Mistakes.Add(UsageErrors.TooManyWords(word, _command));
            return;
        }
        _result.Positionals.Add(word);
    }

    private void ParseOption(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument : argument[..equals];
        string? attached = equals < 0 ? null : argument[(equals + 1)..];
        if (Find(name, out string prefix) is not { } option)
        {
            SkipUnknown(attached);
            return;
        }
        _result.Spellings.Add(name);
        switch (option.Kind)
        {
            case OptionKind.Switch:
            case OptionKind.SwitchOrValue:
                if (attached is null && NextBelongsTo(option))
                {
                    attached = _arguments[++_index];
                }
                _result.Add(option.Name, attached ?? "true");
                break;
            case OptionKind.Value:
                if (attached is null && _index + 1 < _arguments.Count)
                {
                    attached = _arguments[++_index];
                }
                // Nothing but a password may be empty: a variable of the shell was.
                if (attached is null || (attached.Length == 0 && option.ValueName != Password))
                {
                    _result.Mistakes.Add(UsageErrors.MissingValue(option));
                }
                else
                {
                    _result.Add(option.Name, attached);
                }
                break;
            default:
                ParseValues(option, prefix, attached);
                break;
        }
    }

    /// <summary>The option and all bare words that follow; words that follow an attached value belong to it too, as picocli has it.</summary>
    private void ParseValues(OptionDefinition option, string prefix, string? attached)
    {
        int count = 0;
        if (attached is not null)
        {
            _result.Add(option.Name, prefix + attached);
            count++;
        }
        string? last = null;
        while (_index + 1 < _arguments.Count && !PastedDashes.BeginsOption(_arguments[_index + 1]))
        {
            last = _arguments[++_index];
            _result.Add(option.Name, prefix + last);
            count++;
        }
        if (count == 0)
        {
            _result.Mistakes.Add(UsageErrors.MissingValue(option));
        }
        if (count > 1)
        {
            _result.AddSwallowed(option.Name, last!);
        }
    }

    /// <summary>Whether the next word is a switch's value: a boolean, or for one that takes more than that, what cannot be a bare word.</summary>
    private bool NextBelongsTo(OptionDefinition option)
    {
        if (_index + 1 == _arguments.Count)
        {
            return false;
        }
        string next = _arguments[_index + 1];
        return bool.TryParse(next, out _)
            || (
                option.Kind == OptionKind.SwitchOrValue
                && !PastedDashes.BeginsOption(next)
                && !next.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            );
    }

    /// <summary>Leaves out an option that nobody knows, and the bare words behind it: they may be its.</summary>
    private void SkipUnknown(string? attached)
    {
        while (
            attached is null
            && _index + 1 < _arguments.Count
            && !PastedDashes.BeginsOption(_arguments[_index + 1])
        )
        {
            _index++;
            _result.HasLostWords = true;
        }
    }

    /// <summary>
    /// Finds an option by name or alias; <c>--nodes:A:B</c> (3.5) is <c>--nodes</c> with <c>A:B=</c> before each value. For an unknown name, which is a mistake, the one that was
    /// probably meant, so that what else is wrong can be found too; null when there is none.
    /// </summary>
    private OptionDefinition? Find(string name, out string prefix)
    {
        prefix = "";
        foreach (var option in _command.Options.Concat(Common))
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
                prefix = name[(option.Name.Length + 1)..] + "=";
                _result.HasNamesOnOptions = true;
                return option;
            }
        }
        var known = _command.Options.Concat(Common).ToArray();
        // Somebody who leaves out the end of a long name means that, not a short name of the same length.
        string? nearest =
            known
                .Select(static option => option.Name)
                .FirstOrDefault(n => n.StartsWith(name + "-", StringComparison.Ordinal))
            ?? NearestName.Find(name, known.Select(static option => option.Name));
        _result.Mistakes.Add(UsageErrors.UnknownOption(name, nearest, _command));
        return Array.Find(known, option => option.Name == nearest);
    }
}
