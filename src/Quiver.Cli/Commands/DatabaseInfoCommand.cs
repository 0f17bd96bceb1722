using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Import;
using Quiver.Storage;
using Quiver.Storage.Catalog;
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
            MaxPositionals = 1,
            Options = [],
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
        try
        {
            using var database = Database.Open(
                context.FileSystem,
                directory,
                DatabaseOptions.Default
            );
            using var snapshot = database.Latest();
            await WriteCountsAsync(snapshot.Counts, snapshot.Tokens, output);
        }
        catch (DatabaseInUseException)
        {
            await context.Error.WriteLineAsync(
                "Note: the database is in use; counts are those of its last checkpoint."
            );
            await WriteCountsAsync(info, output);
        }
        await output.WriteLineAsync();
        await output.WriteLineAsync("Size");
        foreach (var part in info.Parts)
        {
            string name = $"{part.Kind} {part.Name}".TrimEnd();
            await output.WriteLineAsync($"  {name, -44} {ImportText.Size(part.Bytes), 14}");
        }
        await output.WriteLineAsync($"  {"in all", -44} {ImportText.Size(info.Bytes), 14}");
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

    private static async Task WriteCountsAsync(DatabaseInfo info, TextWriter output)
    {
        await WriteAsync("Nodes", info.Nodes, output);
        foreach (var label in info.Labels.OrderBy(l => l.Name, StringComparer.Ordinal))
        {
            await WriteAsync($"  :{label.Name}", label.Count, output);
        }
        await WriteAsync("Relationships", info.Relationships, output);
        foreach (var type in info.RelationshipTypes.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            await WriteAsync($"  :{type.Name}", type.Count, output);
        }
    }

    private static Task WriteAsync(string name, long count, TextWriter output) =>
        output.WriteLineAsync($"{name, -46} {count.ToString(CultureInfo.InvariantCulture), 14}");
}
