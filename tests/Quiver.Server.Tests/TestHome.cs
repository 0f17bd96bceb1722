using Microsoft.Extensions.Logging;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Foundation.IO;

namespace Quiver.Server.Tests;

/// <summary>A data home of a test's own, gone with the test.</summary>
internal sealed class TestHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-srv-");

    public string Path => _folder.FullName;

    /// <summary>Options of a quiet server on free loopback ports.</summary>
    public ServerOptions Options =>
        new()
        {
            Engine = new EngineOptions
            {
                Home = Path,
                FileSystem = PosixFileSystem.Instance,
                Credentials = new PasswordCredentials("neo4j", "secret-password"),
            },
            HttpListen = new ListenAddress("127.0.0.1", 0),
            BoltListen = null,
            LogsToConsole = false,
            LogLevel = LogLevel.Information,
            StopTimeout = TimeSpan.FromSeconds(2),
        };

    public void Dispose() => _folder.Delete(recursive: true);
}
