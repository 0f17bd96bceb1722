using Quiver.Cli.CommandLine;
using Quiver.Cli.Shell;
using Quiver.Cli.Shell.Terminal;

namespace Quiver.Cli.Commands;

/// <summary>Runs a query or a script against a server and prints the results; on a terminal without either it is interactive.</summary>
internal static class ShellCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "shell",
            Summary = "Run a query or a script against a server, or type queries at a prompt.",
            Positional = "[<query>]",
            Options =
            [
                new("--address", OptionKind.Value, "The server.")
                {
                    Aliases = ["-a"],
                    ValueName = "<bolt://host:port>",
                    Default = "bolt://127.0.0.1:7687",
                },
                new("--username", OptionKind.Value, "The user.")
                {
                    Aliases = ["-u"],
                    ValueName = "<name>",
                    Default = "$NEO4J_USERNAME, or none",
                },
                new("--password", OptionKind.Value, "The password.")
                {
                    Aliases = ["-p"],
                    ValueName = "<password>",
                    Default = "$NEO4J_PASSWORD",
                },
                new("--database", OptionKind.Value, "The database.")
                {
                    Aliases = ["-d"],
                    ValueName = "<name>",
                    Default = "the server's default",
                },
                new("--file", OptionKind.Value, "A script: statements that end with semicolons.")
                {
                    Aliases = ["-f"],
                    ValueName = "<file>",
                },
                new(
                    "--format",
                    OptionKind.Value,
                    "table, csv, json or jsonl; verbose is table, plain has commas only, auto is table on a terminal and else plain."
                )
                {
                    ValueName = "<format>",
                    Default = "table",
                },
                new(
                    "--param",
                    OptionKind.Value,
                    "A parameter: name => expression, or a map. May be repeated."
                )
                {
                    Aliases = ["-P"],
                    ValueName = "<parameter>",
                },
                new(
                    "--non-interactive",
                    OptionKind.Switch,
                    "Read a script from standard input even when that is a terminal."
                ),
                new(
                    "--fail-fast",
                    OptionKind.Switch,
                    "End a script at the first statement that fails. This is the default."
                ),
                new(
                    "--fail-at-end",
                    OptionKind.Switch,
                    "Run a script to its end whatever fails, then exit with 70."
                ),
            ],
            Examples =
            [
                "quiver shell -u neo4j -p secret-password -d snb 'MATCH (n) RETURN count(*)'",
                "quiver shell -d snb --format json --file queries.cypher",
                "echo 'RETURN 1 AS one;' | quiver shell --format csv",
                "quiver shell -d system -u neo4j -p secret-password",
            ],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var format = Format(arguments.Last("--format") ?? "table", context.Output);
        var address = ServerAddress.Parse(arguments.Last("--address") ?? "bolt://127.0.0.1:7687");
        string? script = await ReadScriptAsync(arguments, context);
        string? user = arguments.Last("--username") ?? context.Environment("NEO4J_USERNAME");
        string? password = arguments.Last("--password") ?? context.Environment("NEO4J_PASSWORD");
        try
        {
            await using var client = await BoltClient.ConnectAsync(
                address,
                user,
                password,
                context.Stop
            );
            int failures = 0;
            var session = new ShellSession(client, format, context, isInteractive: script is null)
            {
                Database = arguments.Last("--database"),
                Tolerates =
                    script is not null && arguments.Switch("--fail-at-end")
                        ? failure =>
                        {
                            failures++;
                            context.Error.WriteLine(Text(failure));
                        }
                        : null,
            };
            foreach (string parameter in arguments.All("--param"))
            {
                await session.SetParametersAsync(parameter);
            }
            if (script is not null)
            {
                await RunScriptAsync(session, script, context.Stop);
                return failures == 0 ? ExitCode.Success : ExitCode.Failed;
            }
            using var terminal = new ConsoleTerminal();
            var history = new ShellHistory(HistoryFile(context));
            var shell = new InteractiveShell(client, session, terminal, history, user);
            await context.Output.WriteLineAsync(
                $"Connected to {address}. Statements end with a semicolon; ':help' lists commands, Ctrl-D leaves."
            );
            await context.Output.FlushAsync();
            await shell.RunAsync(context.Stop);
        }
        catch (ServerFailure failure)
        {
            throw new CommandException(ExitCode.Failed, Text(failure), failure);
        }
        return ExitCode.Success;
    }

    private static async Task RunScriptAsync(
        ShellSession session,
        string script,
        CancellationToken stop
    )
    {
        using var lines = new StringReader(script);
        while (!session.IsOver && await lines.ReadLineAsync(stop) is { } line)
        {
            await session.TakeLineAsync(line);
        }
        if (!session.IsOver)
        {
            await session.FinishAsync();
        }
    }

    private static string Text(ServerFailure failure) => $"{failure.Message}\n({failure.Code})";

    private static string? HistoryFile(CommandContext context) =>
        context.Environment("HOME") is { Length: > 0 } home
            ? Path.Join(home, ".quiver_history")
            : null;

    /// <summary>The script; null when a person is to type at a prompt.</summary>
    private static async Task<string?> ReadScriptAsync(
        ParsedArguments arguments,
        CommandContext context
    )
    {
        if (arguments.Positionals.Count > 0)
        {
            return arguments.Positionals[0];
        }
        if (arguments.Last("--file") is { } file)
        {
            return await File.ReadAllTextAsync(file, context.Stop);
        }
        return context.InputIsTerminal && !arguments.Switch("--non-interactive")
            ? null
            : await context.Input.ReadToEndAsync(context.Stop);
    }

    private static IResultFormat Format(string name, TextWriter output) =>
        name.ToUpperInvariant() switch
        {
            "TABLE" or "VERBOSE" => new TableFormat(output),
            "PLAIN" => new PlainFormat(output),
            "AUTO" => Console.IsOutputRedirected
                ? new PlainFormat(output)
                : new TableFormat(output),
            "CSV" => new CsvFormat(output),
            "JSON" => new JsonFormat(output, lines: false),
            "JSONL" => new JsonFormat(output, lines: true),
            _ => throw UsageErrors.Invalid(
                $"'--format' takes table, csv, json or jsonl, not '{name}'."
            ),
        };
}
