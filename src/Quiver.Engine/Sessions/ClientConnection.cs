namespace Quiver.Engine.Sessions;

/// <summary>A client's connection, as <c>dbms.listConnections</c> shows it.</summary>
/// <remarks>Thread safe.</remarks>
/// <param name="id">Its name, for example <c>bolt-123</c>.</param>
/// <param name="connector">The front door: <c>bolt</c>.</param>
/// <param name="close">Ends it; any thread may call it, at any time.</param>
public sealed class ClientConnection(string id, string connector, Action close)
{
    private volatile string _userName = "";
    private volatile string _userAgent = "";

    /// <summary>Its name.</summary>
    public string Id => id;

    /// <summary>The front door.</summary>
    public string Connector => connector;

    /// <summary>When it was entered as open, UTC.</summary>
    public DateTimeOffset Since { get; internal set; }

    /// <summary>Host and port at this end.</summary>
    public string ServerAddress { get; init; } = "";

    /// <summary>Host and port at the client's end.</summary>
    public string ClientAddress { get; init; } = "";

    /// <summary>What the client's program calls itself; empty until it has said so.</summary>
    public string UserAgent
    {
        get => _userAgent;
        set => _userAgent = value;
    }

    /// <summary>Who the client is; empty as long as it has not proved it, or is anonymous.</summary>
    public string UserName
    {
        get => _userName;
        set => _userName = value;
    }

    /// <summary>Ends it, and with it whatever runs there.</summary>
    public void Close() => close();
}
