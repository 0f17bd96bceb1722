namespace Quiver.Engine.Administration;

/// <summary>What the <c>system</c> database holds, and how commands change it: at once, or with the transaction that they are part of.</summary>
internal interface ISystemRecords
{
    /// <summary>What it holds now, as the command shall see it.</summary>
    SystemState State { get; }

    /// <summary>Changes what it holds.</summary>
    /// <param name="change">Gives the new state from the present one; what it throws ends the change.</param>
    /// <returns>The state before the change.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    ValueTask<SystemState> ChangeAsync(Func<SystemState, SystemState> change);
}
