using System.Text;

namespace Quiver.Cli.CommandLine;

/// <summary>Writes help texts from the tables of commands and options.</summary>
internal static class HelpText
{
    private const int NameColumn = 34;
    private const int Width = 100;

    /// <summary>The list of all commands.</summary>
    public static string Of(IEnumerable<CommandDefinition> commands)
    {
        var text = new StringBuilder();
        text.AppendLine("Quiver: a graph database for people who use Neo4j.");
        text.AppendLine();
        text.AppendLine("Usage: quiver COMMAND [options]");
        text.AppendLine();
        foreach (var command in commands)
        {
            AppendEntry(text, command.Name, command.Summary);
        }
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
        text.AppendLine();
        foreach (var option in command.Options.Concat(ArgumentParser.Common).Where(o => !o.Hidden))
        {
            string name = option.Kind switch
            {
                OptionKind.Switch => option.Name,
                OptionKind.Value => $"{option.Name}={option.ValueName}",
                _ => $"{option.Name}={option.ValueName}…",
            };
            string description = option.Default is null
                ? option.Description
                : $"{option.Description} Default: {option.Default}.";
            AppendEntry(text, name, description);
        }
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
        column = NameColumn;
        foreach (string word in description.Split(' '))
        {
            if (column + word.Length > Width)
            {
                text.AppendLine().Append(' ', NameColumn);
                column = NameColumn;
            }
            text.Append(word).Append(' ');
            column += word.Length + 1;
        }
        text.Length--;
        text.AppendLine();
    }
}
