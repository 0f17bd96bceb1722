using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Snapshots;
using Quiver.Import;
using Quiver.Storage.Information;
using Quiver.Storage.Statistics;
using Quiver.Storage.Tokens;

namespace Quiver.Cli.Commands;

/// <summary>Prints what a database holds and how large its parts are.</summary>
internal static class DatabaseInfoCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database info",
            Summary = "Show a database's counts per label and type and the size of its parts.",
            Positional = "<database>",
            Examples = ["quiver database info snb"],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string directory = DatabaseArgument.FindDirectory(arguments, context);
        var info = DatabaseInfo.Read(context.FileSystem, directory);
        var output = context.Output;
        await output.WriteLineAsync($"Database  {Path.GetFileName(directory)}");
        await output.WriteLineAsync($"Identity  {info.DatabaseId}, generation {info.Generation}");
        using (var snapshot = StoredDatabase.Latest(context.FileSystem, directory))
        {
            await WriteCountsAsync(snapshot.Counts, snapshot.Tokens, output);
        }
        await output.WriteLineAsync();
        await output.WriteLineAsync("Size");
        foreach (var part in info.Parts)
        {
            string name = $"{part.Kind} {part.Name}".TrimEnd();
            await output.WriteLineAsync($"  {name, -44} {ImportText.Size(part.Bytes), 14}");
        }
        await output.WriteLineAsync($"  {"in all", -44} {ImportText.Size(info.Bytes), 14}");
        var snapshots = SnapshotListCommand.Describe(context, directory).ToList();
        if (snapshots.Count > 0)
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync("Snapshots");
            foreach (string line in snapshots)
            {
                await output.WriteLineAsync(line);
            }
        }
        return ExitCode.Success;
    }

    private static async Task WriteCountsAsync(
        GraphCounts counts,
        TokenTable tokens,
        TextWriter output
    )
    {
        await WriteAsync("Nodes", counts.Nodes, output);
        foreach (string name in tokens.Labels.All.Order(StringComparer.Ordinal))
        {
            int label = tokens.Labels.Find(name);
            await WriteAsync($"  :{name}", counts.NodesByLabel.GetValueOrDefault(label), output);
        }
        await WriteAsync("Relationships", counts.Relationships, output);
        foreach (string name in tokens.RelationshipTypes.All.Order(StringComparer.Ordinal))
        {
            int type = tokens.RelationshipTypes.Find(name);
            await WriteAsync(
                $"  :{name}",
                counts.RelationshipsByType.GetValueOrDefault(type),
                output
            );
        }
    }

    private static Task WriteAsync(string name, long count, TextWriter output) =>
        output.WriteLineAsync($"{name, -46} {count.ToString(CultureInfo.InvariantCulture), 14}");
}
