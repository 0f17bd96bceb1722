using Quiver.Cli.CommandLine;
using Quiver.Cli.Progress;
using Quiver.Import;
using Quiver.Server;
using Quiver.Storage.Catalog;

namespace Quiver.Cli.Commands;

/// <summary>Makes a small graph, imports it, serves it and says what to try.</summary>
internal static class DemoCommand
{
    private const string Database = "demo";

    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "demo",
            Summary = "Make a small sample graph, import it, serve it and show what to try.",
            Options =
            [
                .. ServeOptions.Table.Where(static o =>
                    o.Name.EndsWith("-listen", StringComparison.Ordinal)
                ),
            ],
            Examples =
            [
                "quiver demo",
                "quiver demo --bolt-listen 127.0.0.1:0 --http-listen 127.0.0.1:0",
            ],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string home = arguments.Has("--home")
            ? DataHome.Of(arguments, context)
            : Path.Join(DataHome.Of(arguments, context), "demo");
        string files = Path.Join(home, "import", "demo");
        SampleGraph.Write(files);
        var catalog = new DatabaseCatalog(context.FileSystem, home);
        await context.Output.WriteLineAsync($"Sample files are in {files}; importing them:");
        Import(files, catalog, context);
        arguments.Add("--home", home);
        arguments.Add("--auth", "none");
        arguments.Add("--default-database", Database);
        await using var server = await QuiverServer.StartAsync(
            ServeOptions.Read(arguments, context),
            context.Stop
        );
        await context.Output.WriteLineAsync(WhatToTry(server));
        await context.Output.FlushAsync();
        await ServeCommand.WaitAsync(context.Stop);
        await server.StopAsync();
        await context.Output.WriteLineAsync("Stopped.");
        return ExitCode.Success;
    }

    private static void Import(string files, DatabaseCatalog catalog, CommandContext context)
    {
        var options = new ImportOptions
        {
            DatabaseName = Database,
            DatabaseDirectory = catalog.DirectoryOf(Database),
            FileSystem = context.FileSystem,
            Nodes =
            [
                new NodeFileGroup(["Person"], [Path.Join(files, "persons.csv")]),
                new NodeFileGroup(["Book"], [Path.Join(files, "books.csv")]),
            ],
            Relationships =
            [
                new RelationshipFileGroup("KNOWS", [Path.Join(files, "knows.csv")]),
                new RelationshipFileGroup("READ", [Path.Join(files, "read.csv")]),
            ],
            IdType = IdType.Integer,
            OverwriteDestination = true,
            ReportFile = Path.Join(files, "import.report"),
        };
        using var display = new ProgressDisplay(
            TextWriter.Null,
            context.Error,
            context.ErrorIsTerminal,
            verbose: false
        );
        var result = Importer.Run(options, display, context.Stop);
        display.Finish(result);
        context.Output.WriteLine(
            $"Imported {result.Nodes} nodes and {result.Relationships} relationships in {ImportText.Duration(result.Duration)}."
        );
    }

    private static string WhatToTry(QuiverServer server) =>
        $$"""

            Quiver serves the sample graph without a password:
              Bolt  bolt://{{server.BoltEndPoint}}   for every Neo4j driver
              HTTP  http://{{server.HttpEndPoint}}   open it, or use curl

            Try in another terminal:
              ./quiver shell -a bolt://{{server.BoltEndPoint}} 'MATCH (p:Person)-[:READ]->(b:Book) RETURN b.title, count(p) AS readers ORDER BY readers DESC LIMIT 5'
              ./quiver shell -a bolt://{{server.BoltEndPoint}} 'MATCH (p:Person {id: 1})-[:KNOWS*1..2]-(f) RETURN f.firstName, f.lastName, count(*) AS paths ORDER BY paths DESC LIMIT 5'
              curl -s http://{{server.HttpEndPoint}}/db/demo/tx/commit -H 'Content-Type: application/json' -d '{"statements":[{"statement":"MATCH (n) RETURN labels(n) AS labels, count(*) AS nodes"}]}'

            Ctrl-C stops it.
            """;
}
