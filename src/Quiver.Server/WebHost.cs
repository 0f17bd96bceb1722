using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Quiver.Engine;
using Quiver.Http;
using Quiver.Server.Logging;
using Quiver.Server.Transport;

namespace Quiver.Server;

/// <summary>Puts the front doors on one Kestrel.</summary>
internal static class WebHost
{
    /// <summary>Builds the web application; nothing listens yet.</summary>
    public static WebApplication Build(
        ServerOptions options,
        QuiverEngine engine,
        Listeners listeners,
        RollingFile logFile
    )
    {
        // No configuration files and no environment: what a server does stands in its options alone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        ConfigureLogging(builder.Logging, options, logFile);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignalLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        BoltFront.Add(builder.Services, engine, options.Bolt);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<IConnectionListenerFactory, DirectTransport>();
        builder.Services.Configure<SocketTransportOptions>(static sockets =>
            sockets.CreateBoundListenSocket = static address => ((ListenEndPoint)address).Bind()
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            listeners.Configure(kestrel, options);
        });

        var application = builder.Build();
        var http = options.Http with { BoltPort = () => listeners.Bolt?.Port ?? 0 };
        new HttpFront(
            engine,
            http,
            application.Services.GetRequiredService<ILogger<HttpFront>>()
        ).Map(application);
        return application;
    }

    private static void ConfigureLogging(
        ILoggingBuilder logging,
        ServerOptions options,
        RollingFile logFile
    )
    {
        logging.SetMinimumLevel(options.LogLevel);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Whoever starts the server says why it does not start, in one line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddProvider(new FileLoggerProvider(logFile, options.Engine.Clock));
        if (options.LogsToConsole)
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fffzzz ";
            });
            logging.Services.Configure<ConsoleLoggerOptions>(console =>
                console.LogToStandardErrorThreshold = LogLevel.Trace
            );
        }
    }

    // The program, not its web host, decides what a signal does.
    private sealed class NoSignalLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
