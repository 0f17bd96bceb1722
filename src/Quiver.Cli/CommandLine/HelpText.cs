using System.Text;

namespace Quiver.Cli.CommandLine;

/// <summary>Writes help texts from the tables of commands and options.</summary>
internal static class HelpText
{
    private const int NameColumn = 34;
    private const int Width = 100;

    /// <summary>What the commands among the given ones that are not hidden do, a line each.</summary>
    public static string Entries(IEnumerable<CommandDefinition> commands)
    {
        var text = new StringBuilder();
        foreach (var command in commands.Where(c => !c.Hidden))
        {
            AppendEntry(text, command.Name, command.Summary);
        }
        return text.ToString();
    }

    /// <summary>The list of all commands, or of some.</summary>
    public static string Of(IEnumerable<CommandDefinition> commands)
    {
        var text = new StringBuilder();
        text.AppendLine("Quiver: a graph database for people who use Neo4j.");
        text.AppendLine();
        text.AppendLine("Usage: quiver COMMAND [options]");
        text.AppendLine();
        text.Append(Entries(commands));
        text.AppendLine();
        text.AppendLine(
            "'quiver COMMAND --help' shows a command's options with examples; 'quiver --version' the version."
        );
        return text.ToString();
    }

    /// <summary>One command's help.</summary>
    public static string Of(CommandDefinition command)
    {
        var text = new StringBuilder();
        text.AppendLine(command.Summary);
        text.AppendLine();
        text.AppendLine($"Usage: quiver {command.Name} [options] {command.Positional}".TrimEnd());
        var options = command.Options.Concat(ArgumentParser.Common).ToArray();
        foreach (var group in options.Where(o => !o.Hidden).GroupBy(o => o.Group))
        {
            text.AppendLine();
            text.AppendLine(group.Key + ":");
            foreach (var option in group)
            {
                AppendOption(text, option);
            }
        }
        AppendWithoutEffect(text, options);
        if (command.Examples.Count > 0)
        {
            text.AppendLine();
            text.AppendLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
            foreach (string example in command.Examples)
            {
                text.AppendLine("  " + example);
            }
        }
        return text.ToString();
    }

    private static void AppendOption(StringBuilder text, OptionDefinition option)
    {
        string name = option.Kind switch
        {
            OptionKind.Switch => option.Name,
            OptionKind.SwitchOrValue => $"{option.Name}[={option.ValueName}]",
            OptionKind.Value => $"{option.Name}={option.ValueName}",
            _ => $"{option.Name}={option.ValueName}…",
        };
        string description = option.Description;
        if (option.Default is not null)
        {
            description += $" Default: {option.Default}.";
        }
        if (option.Aliases.Count > 0)
        {
            description += $" Also {string.Join(", ", option.Aliases)}.";
        }
        AppendEntry(text, name, description);
    }

    private static void AppendWithoutEffect(StringBuilder text, OptionDefinition[] options)
    {
        string[] names = [.. options.Where(o => o.NoEffect is not null).Select(o => o.Name)];
        if (names.Length > 0)
        {
            text.AppendLine();
            text.AppendLine(
                "Accepted without effect, because they are for another storage engine:"
            );
            text.Append(' ', 2);
            AppendWords(text, string.Join(", ", names), 2, 2);
        }
    }

    private static void AppendEntry(StringBuilder text, string name, string description)
    {
        text.Append("  ").Append(name);
        int column = name.Length + 2;
        if (column >= NameColumn)
        {
            text.AppendLine();
            column = 0;
        }
        text.Append(' ', NameColumn - column);
        AppendWords(text, description, NameColumn, NameColumn);
    }

    /// <summary>Appends words from a column on, in lines that begin at an indent.</summary>
    private static void AppendWords(StringBuilder text, string words, int column, int indent)
    {
        foreach (string word in words.Split(' '))
        {
            if (column > indent && column + word.Length > Width)
            {
                text.Length--;
                text.AppendLine().Append(' ', indent);
                column = indent;
            }
            text.Append(word).Append(' ');
            column += word.Length + 1;
        }
        text.Length--;
        text.AppendLine();
    }
}
