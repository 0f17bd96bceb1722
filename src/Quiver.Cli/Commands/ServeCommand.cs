using System.Globalization;
using System.Net;
using Quiver.Cli.CommandLine;
using Quiver.Server;
using Quiver.Server.Tls;

namespace Quiver.Cli.Commands;

/// <summary>Serves the databases of a home over Bolt and HTTP until it is asked to stop.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "serve",
            Summary = "Serve the databases of the data home over Bolt and HTTP.",
            Options = ServeOptions.Table,
            Examples =
            [
                "quiver serve --auth neo4j/secret-password",
                "quiver serve --auth none --bolt-listen 127.0.0.1:7687 --http-listen 127.0.0.1:7474 --default-database snb",
            ],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var options = ServeOptions.Read(arguments, context);
        await using var server = await QuiverServer.StartAsync(options, context.Stop);
        await context.Output.WriteLineAsync(
            $"Quiver serves {options.Engine.Home}\n{Addresses(options, server)}{Account(options, server)}Ctrl-C stops it."
        );
        await context.Output.FlushAsync();
        await WaitAsync(context.Stop);
        await server.StopAsync();
        await context.Output.WriteLineAsync("Stopped.");
        return ExitCode.Success;
    }

    private static string Addresses(ServerOptions options, QuiverServer server)
    {
        string scheme = options.BoltTls == TlsLevel.Required ? "bolt+s" : "bolt";
        string text = $"  Bolt  {scheme}://{Named(options.BoltListen, server.BoltEndPoint!)}\n";
        if (server.HttpEndPoint is { } http)
        {
            text += $"  HTTP  http://{Named(options.HttpListen, http)}\n";
        }
        return server.HttpsEndPoint is { } https
            ? $"{text}  HTTPS https://{Named(options.HttpsListen, https)}\n"
            : text;
    }

    private static string Account(ServerOptions options, QuiverServer server) =>
        server.IsStartPasswordChanged
            ? $"The password of '{options.Engine.Credentials!.User}' is the one that ALTER USER gave it, not this one of --auth; start with another one to replace it.\n"
            : "";

    /// <summary>The name localhost stands for two addresses.</summary>
    private static string Named(ListenAddress? asked, IPEndPoint found) =>
        asked is { IsLocalhost: true }
            ? string.Create(CultureInfo.InvariantCulture, $"localhost:{found.Port}")
            : found.ToString();

    /// <summary>Waits until the process is asked to end.</summary>
    internal static async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException)
        {
            // This is how a server is asked to end.
        }
    }
}
