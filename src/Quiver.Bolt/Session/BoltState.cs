namespace Quiver.Bolt.Session;

/// <summary>Which messages a connection takes next.</summary>
internal enum BoltState
{
    /// <summary>HELLO.</summary>
    Negotiation,

    /// <summary>LOGON.</summary>
    Authentication,

    /// <summary>A new query, transaction or routing request.</summary>
    Ready,

    /// <summary>PULL or DISCARD of the auto-commit query.</summary>
    Streaming,

    /// <summary>A query, COMMIT or ROLLBACK; results may be open.</summary>
    Transaction,

    /// <summary>Only RESET and GOODBYE; all else is ignored.</summary>
    Failed,
}
