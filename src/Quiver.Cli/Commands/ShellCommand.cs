using Quiver.Cli.CommandLine;
using Quiver.Cli.Shell;

namespace Quiver.Cli.Commands;

/// <summary>Runs a query or a script against a server and prints the results.</summary>
internal static class ShellCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "shell",
            Summary = "Run a query or a script against a server and print the results.",
            Positional = "[<query>]",
            MaxPositionals = 1,
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
                new("--format", OptionKind.Value, "table, csv, json or jsonl.")
                {
                    ValueName = "<format>",
                    Default = "table",
                },
            ],
            Examples =
            [
                "quiver shell -u neo4j -p secret-password -d snb 'MATCH (n) RETURN count(*)'",
                "quiver shell -d snb --format json --file queries.cypher",
                "echo 'RETURN 1 AS one;' | quiver shell --format csv",
            ],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var format = Format(arguments.Last("--format") ?? "table", context.Output);
        var address = ServerAddress.Parse(arguments.Last("--address") ?? "bolt://127.0.0.1:7687");
        string script = await ReadScriptAsync(arguments, context);
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
            foreach (string statement in StatementSplitter.Split(script))
            {
                string? plan = await client.RunAsync(
                    statement,
                    arguments.Last("--database"),
                    format.Begin,
                    format.Row,
                    context.Stop
                );
                format.End();
                if (plan is not null)
                {
                    await context.Error.WriteAsync(plan);
                }
            }
        }
        catch (ServerFailure failure)
        {
            throw new CommandException(
                ExitCode.Failed,
                $"{failure.Message}\n({failure.Code})",
                failure
            );
        }
        return ExitCode.Success;
    }

    private static async Task<string> ReadScriptAsync(
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
        return context.InputIsTerminal
            ? throw UsageErrors.Invalid(
                "Give a query, a script by --file, or a script on standard input.\nTry 'quiver shell --help'."
            )
            : await context.Input.ReadToEndAsync(context.Stop);
    }

    private static IResultFormat Format(string name, TextWriter output) =>
        name.ToUpperInvariant() switch
        {
            "TABLE" => new TableFormat(output),
            "CSV" => new CsvFormat(output),
            "JSON" => new JsonFormat(output, lines: false),
            "JSONL" => new JsonFormat(output, lines: true),
            _ => throw UsageErrors.Invalid(
                $"'--format' takes table, csv, json or jsonl, not '{name}'."
            ),
        };
}
