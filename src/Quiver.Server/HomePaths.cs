namespace Quiver.Server;

/// <summary>Where things stand in a data home that only servers use.</summary>
/// <param name="home">The home.</param>
internal sealed class HomePaths(string home)
{
    /// <summary>The folder of what lives as long as a server runs.</summary>
    public string Run { get; } = Path.Combine(home, "run");

    /// <summary>Locked by the server that serves the home.</summary>
    public string ServerLock => Path.Combine(Run, "server.lock");

    /// <summary>The socket on which commands talk to the server.</summary>
    public string AdminSocket => Path.Combine(Run, "admin.sock");

    /// <summary>The folder of the log files.</summary>
    public string Logs { get; } = Path.Combine(home, "logs");

    /// <summary>The server's log.</summary>
    public string ServerLog => Path.Combine(Logs, "quiver.log");
}
