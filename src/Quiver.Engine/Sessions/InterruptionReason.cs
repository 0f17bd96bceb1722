namespace Quiver.Engine.Sessions;

/// <summary>Why a transaction or query was stopped.</summary>
internal enum InterruptionReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The session was interrupted, or someone terminated the transaction.</summary>
    Terminated,

    /// <summary>The time-out that the client set has passed.</summary>
    ClientTimeout,

    /// <summary>The engine's time-out has passed.</summary>
    EngineTimeout,

    /// <summary>Its database was stopped or dropped.</summary>
    DatabaseStopped,

    /// <summary>The engine is closing.</summary>
    Closing,
}
