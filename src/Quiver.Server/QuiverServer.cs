using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quiver.Engine;
using Quiver.Foundation.IO;
using Quiver.Server.Admin;
using Quiver.Server.Logging;

namespace Quiver.Server;

/// <summary>A running server: the engine over one data home, its Bolt and HTTP listeners, and the socket that commands use.</summary>
public sealed class QuiverServer : IAsyncDisposable
{
    private const int MinWorkerThreads = 64;

    private readonly Stack<Func<ValueTask>> _undo = new();
    private readonly Listeners _listeners = new();
    private readonly ServerOptions _options;
    private ILogger? _log;
    private int _isStopped;

    private QuiverServer(ServerOptions options)
    {
        _options = options;
    }

    /// <summary>Where HTTP listens, with the port that the system chose for port 0, of <c>localhost</c> the address of IPv4; null when it does not.</summary>
    public IPEndPoint? HttpEndPoint => _listeners.Http;

    /// <summary>Where HTTP over TLS listens, likewise.</summary>
    public IPEndPoint? HttpsEndPoint => _listeners.Https;

    /// <summary>Where Bolt listens, likewise.</summary>
    public IPEndPoint? BoltEndPoint => _listeners.Bolt;

    /// <summary>Whether the account of the options comes in with another password than they say, because a command gave it one.</summary>
    public bool IsStartPasswordChanged { get; private set; }

    /// <summary>Starts a server; on return all its addresses answer.</summary>
    /// <exception cref="HomeInUseException">Another server serves the home.</exception>
    /// <exception cref="ServerStartException">An address is taken or wrong, or a folder cannot be written.</exception>
    public static async Task<QuiverServer> StartAsync(
        ServerOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var server = new QuiverServer(options);
        try
        {
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.UndoAsync();
            throw;
        }
    }

    /// <summary>Waits for SIGTERM, SIGINT (Ctrl-C), SIGQUIT or SIGHUP (the terminal has gone); the process is not ended by them meanwhile.</summary>
    public static async Task WaitForStopSignalAsync(CancellationToken cancellationToken = default)
    {
        var signalled = new TaskCompletionSource(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            signalled.TrySetResult();
        }
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        await signalled.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Stops: nothing new is accepted, what runs may finish within <see cref="ServerOptions.StopTimeout"/>, then connections and databases are
    /// closed. A second call does nothing.
    /// </summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0)
        {
            return;
        }
        ServerLog.Stopping(_log!);
        await UndoAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var fileSystem = _options.Engine.FileSystem;
        var paths = new HomePaths(_options.Engine.Home);
        TakeHome(fileSystem, paths);
        ProvideThreads();

        var logFile = new RollingFile(fileSystem, paths.ServerLog);
        _undo.Push(() => Dispose(logFile));
        var engine = OpenEngine();
        _undo.Push(engine.DisposeAsync);
        CreateDefaultDatabase(engine);
        _undo.Push(() => Dispose(_listeners));
        var application = WebHost.Build(_options, engine, _listeners, logFile);
        _undo.Push(application.DisposeAsync);
        _log = application.Services.GetRequiredService<ILogger<QuiverServer>>();

        await ListenAsync(application, cancellationToken);
        var status = new AdminStatus(
            Environment.ProcessId,
            _options.Engine.Clock.UtcNow,
            ProductVersion(),
            HttpEndPoint?.ToString(),
            BoltEndPoint?.ToString()
        );
        var requests = new AdminRequests(engine, status);
        var admin = AdminListener.Start(fileSystem, paths.AdminSocket, requests, _log);
        _undo.Push(admin.DisposeAsync);

        if (!engine.RequiresAuthentication)
        {
            ServerLog.AuthenticationIsOff(_log);
        }
        IsStartPasswordChanged = engine.IsStartPasswordChanged;
        if (IsStartPasswordChanged)
        {
            ServerLog.StartPasswordChanged(_log, _options.Engine.Credentials!.User);
        }
        ServerLog.Started(
            _log,
            _options.Engine.Home,
            BoltEndPoint?.ToString() ?? "no address",
            HttpEndPoint?.ToString() ?? "no address"
        );
    }

    // A query computes on the thread that read its request. Others must be there at once to read what comes meanwhile, such as the RESET of a
    // query that takes too long: left to itself the pool adds one or two threads a second.
    private static void ProvideThreads()
    {
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(Math.Max(workers, MinWorkerThreads), completions);
    }

    private void TakeHome(IFileSystem fileSystem, HomePaths paths)
    {
        try
        {
            fileSystem.CreateDirectory(paths.Run);
            fileSystem.CreateDirectory(paths.Logs);
            var homeLock =
                fileSystem.TryLock(paths.ServerLock)
                ?? throw new HomeInUseException(_options.Engine.Home);
            _undo.Push(() => Dispose(homeLock));
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException
                && error is not ServerStartException
            )
        {
            throw new ServerStartException(
                $"The data home {_options.Engine.Home} cannot be used: {error.Message}",
                error
            );
        }
    }

    private QuiverEngine OpenEngine()
    {
        try
        {
            return QuiverEngine.Open(
                _options.Engine with
                {
                    Address = () => BoltEndPoint?.ToString(),
                    Warned = Warn,
                }
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(error.Message, error);
        }
    }

    private void Warn(string text)
    {
        if (_log is { } log)
        {
            ServerLog.EngineWarned(log, text);
        }
    }

    private static void CreateDefaultDatabase(QuiverEngine engine)
    {
        try
        {
            engine.CreateDefaultDatabase();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(error.Message, error);
        }
    }

    private async Task ListenAsync(WebApplication application, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken);
            _undo.Push(() => new ValueTask(application.StopAsync()));
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException)
        {
            string http = _options.HttpListen?.ToString() ?? "none";
            string bolt = _options.BoltListen?.ToString() ?? "none";
            throw new ServerStartException(
                $"Cannot listen (HTTP at {http}, Bolt at {bolt}): {error.Message} Choose others with --http-listen and --bolt-listen, or end the program that listens there.",
                error
            );
        }
    }

    // What fails to close must not keep the rest open: the home's lock is last.
    private async ValueTask UndoAsync()
    {
        if (_undo.TryPop(out var undo))
        {
            try
            {
                await undo();
            }
            finally
            {
                await UndoAsync();
            }
        }
    }

    private static ValueTask Dispose(IDisposable resource)
    {
        resource.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string ProductVersion() =>
        typeof(QuiverServer).Assembly.GetName().Version?.ToString(3) ?? "";
}
