using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands;
using Quiver.Cli.Commands.Backups;
using Quiver.Cli.Commands.Import;
using Quiver.Cli.Commands.Snapshots;
using Quiver.Foundation.Text;
using Quiver.Import;
using Quiver.Server;
using Quiver.Storage;
using Quiver.Storage.Catalog;

namespace Quiver.Cli;

/// <summary>Finds the command that a command line means, runs it, and turns its failures into messages and exit codes.</summary>
internal static class CommandRouter
{
    private const int MaxCommandWords = 3;

    /// <summary>All commands in the order of the help text.</summary>
    public static IReadOnlyList<CommandDefinition> Commands { get; } =
    [
        DemoCommand.Definition,
        ServeCommand.Definition,
        ShellCommand.Definition,
        ImportCommand.Full,
        ImportCommand.WithoutMode,
        ImportCommand.Legacy,
        IncrementalImportCommand.Definition,
        ImportStatusCommand.Definition,
        SnapshotListCommand.Definition,
        SnapshotRestoreCommand.Definition,
        SnapshotDeleteCommand.Definition,
        DatabaseInfoCommand.Definition,
        DatabaseCheckCommand.Definition,
        DatabaseBackupCommand.Definition,
        DatabaseRestoreCommand.Definition,
        DatabaseVerifyBackupCommand.Definition,
    ];

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IEnumerable<string> arguments, CommandContext context)
    {
        try
        {
            return await RunAndDescribeAsync(arguments, context);
        }
        catch (IOException)
        {
            // What there is to be said cannot be written: the terminal or the reader of a pipe has gone.
            return ExitCode.InputOutput;
        }
    }

    private static async Task<int> RunAndDescribeAsync(
        IEnumerable<string> arguments,
        CommandContext context
    )
    {
        bool verbose = false;
        try
        {
            var expanded = ArgumentFiles.Expand(
                arguments,
                context.FileSystem,
                context.ArgumentFiles
            );
            verbose = ArgumentParser.AsksForCauses(expanded);
            return await DispatchAsync(expanded, context);
        }
        catch (ImportStoppedException stopped)
        {
            await context.Error.WriteLineAsync(VisibleText.Of(stopped.Message));
            return ExitCode.Interrupted;
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("Stopped. What was there before is as it was.");
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (Describe(error) is var (code, message))
        {
            await context.Error.WriteLineAsync(VisibleText.Of(message));
            if (verbose)
            {
                await WriteCausesAsync(error.InnerException, context.Error);
            }
            return code;
        }
        catch (Exception defect)
        {
            await context.Error.WriteLineAsync(
                "quiver: a defect of the program. Please report this:"
            );
            await context.Error.WriteLineAsync(defect.ToString());
            return ExitCode.Failed;
        }
    }

    private static async Task<int> DispatchAsync(
        IReadOnlyList<string> arguments,
        CommandContext context
    )
    {
        if (arguments.Count == 0)
        {
            await context.Output.WriteAsync(HelpText.Of(Commands));
            return ExitCode.Usage;
        }
        if (arguments[0] == "help")
        {
            arguments = [.. arguments.Skip(1), "--help"];
        }
        if (AsksForGroup(arguments) is { } group)
        {
            await context.Output.WriteAsync(HelpText.Of(group));
            return ExitCode.Success;
        }
        if (arguments[0] is "--version" or "-V" or "version")
        {
            await context.Output.WriteLineAsync($"quiver {ProductVersion.Text}");
            return ExitCode.Success;
        }
        var command = Find(arguments, out int words);
        IReadOnlyList<string> rest = [.. arguments.Skip(words)];
        if (command.TakesArgumentFile)
        {
            rest = ArgumentFiles.ExpandLegacy(rest, context.FileSystem, context.ArgumentFiles);
        }
        if (ArgumentParser.AsksForHelp(rest))
        {
            await context.Output.WriteAsync(HelpText.Of(command));
            return ExitCode.Success;
        }
        var parsed = command.IgnoresArguments
            ? new ParsedArguments()
            : ArgumentParser.Parse(command, rest);
        return await command.RunAsync(parsed, context);
    }

    /// <summary>The command with the most words that the line begins with.</summary>
    private static CommandDefinition Find(IReadOnlyList<string> arguments, out int words)
    {
        for (words = Math.Min(MaxCommandWords, arguments.Count); words > 0; words--)
        {
            string name = string.Join(' ', arguments.Take(words));
            if (Commands.FirstOrDefault(c => c.Name == name) is { } command)
            {
                return command;
            }
        }
        throw Unknown(arguments);
    }

    /// <summary>The commands that begin with the words before a question for help; null for any other line, also where the words are a command.</summary>
    private static IReadOnlyList<CommandDefinition>? AsksForGroup(IReadOnlyList<string> arguments)
    {
        if (arguments[^1] is not ("--help" or "-h") || arguments.Count > MaxCommandWords)
        {
            return null;
        }
        string prefix = string.Concat(arguments.SkipLast(1).Select(word => word + " "));
        return
            Commands.Any(c => c.Name + " " == prefix) || Group(prefix) is not { Count: > 0 } group
            ? null
            : group;
    }

    private static IReadOnlyList<CommandDefinition> Group(string prefix) =>
        [.. Commands.Where(c => c.Name.StartsWith(prefix, StringComparison.Ordinal))];

    private static CommandException Unknown(IReadOnlyList<string> arguments)
    {
        string prefix = "";
        foreach (string word in arguments)
        {
            string[] next =
            [
                .. Group(prefix).Select(c => c.Name[prefix.Length..].Split(' ')[0]).Distinct(),
            ];
            if (!next.Contains(word, StringComparer.Ordinal))
            {
                return UsageErrors.UnknownCommand(word, prefix, [.. next, "--help", "--version"]);
            }
            prefix += word + " ";
        }
        return UsageErrors.HalfCommand(prefix.TrimEnd(), HelpText.Entries(Group(prefix)));
    }

    private static (int Code, string Message)? Describe(Exception error) =>
        error switch
        {
            CommandException known => (known.ExitCode, known.Message),
            ImportException import => ((int)import.Kind, import.Message),
            DatabaseInUseException or HomeInUseException => (ExitCode.InUse, error.Message),
            CorruptionException damage => (ExitCode.Failed, damage.Message),
            UnauthorizedAccessException denied => (ExitCode.Permission, denied.Message),
            IOException io => (ExitCode.InputOutput, io.Message),
            Model.Status.CypherException cypher => (
                ExitCode.Failed,
                $"{cypher.Message} ({cypher.Status.Code})"
            ),
            _ => null,
        };

    private static async Task WriteCausesAsync(Exception? cause, TextWriter output)
    {
        if (cause is AggregateException several)
        {
            foreach (var one in several.InnerExceptions)
            {
                await WriteCausesAsync(one, output);
            }
            return;
        }
        for (; cause is not null; cause = cause.InnerException)
        {
            await output.WriteLineAsync(
                VisibleText.Of($"Caused by {cause.GetType().Name}: {cause.Message}")
            );
        }
    }
}
