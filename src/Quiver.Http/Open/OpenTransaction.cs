using Quiver.Engine.Sessions;

namespace Quiver.Http.Open;

/// <summary>A transaction that stays open between the requests of its user.</summary>
/// <remarks>One request uses it at a time: whoever has entered it, and only they, may touch the session.</remarks>
/// <param name="id">Its number, as addresses name it.</param>
/// <param name="database">The resolved name of its database.</param>
/// <param name="session">The session that it alone uses.</param>
/// <param name="transaction">The engine's transaction.</param>
internal sealed class OpenTransaction(
    long id,
    string database,
    EngineSession session,
    EngineTransaction transaction
) : IAsyncDisposable
{
    private int _isEntered;
    private long _expiresAt;

    /// <summary>Its number.</summary>
    public long Id => id;

    /// <summary>The resolved name of its database.</summary>
    public string Database => database;

    /// <summary>Whose it is.</summary>
    public string User => session.Principal.Name;

    /// <summary>Its session.</summary>
    public EngineSession Session => session;

    /// <summary>The engine's transaction.</summary>
    public EngineTransaction Transaction => transaction;

    /// <summary>When it ends unless it is used before, on the monotonic clock.</summary>
    public long ExpiresAt
    {
        get => Interlocked.Read(ref _expiresAt);
        set => Interlocked.Exchange(ref _expiresAt, value);
    }

    /// <summary>Claims it for one request; false while another has it.</summary>
    public bool TryEnter() => Interlocked.CompareExchange(ref _isEntered, 1, 0) == 0;

    /// <summary>Gives it back.</summary>
    public void Leave() => Volatile.Write(ref _isEntered, 0);

    /// <summary>Rolls back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await session.DisposeAsync();
    }
}
