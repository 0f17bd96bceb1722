namespace Quiver.Engine.Administration;

/// <summary>Changes of the <c>system</c> database that take effect together, or not at all.</summary>
/// <param name="system">The database.</param>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class SystemDraft(SystemStore system) : ISystemRecords
{
    private readonly SystemState _before = system.State;

    /// <inheritdoc/>
    public SystemState State { get; private set; } = system.State;

    /// <inheritdoc/>
    public ValueTask<SystemState> ChangeAsync(Func<SystemState, SystemState> change)
    {
        var before = State;
        State = change(before);
        return ValueTask.FromResult(before);
    }

    /// <summary>Makes the changes durable and seen.</summary>
    /// <exception cref="Model.Status.CypherException">Somebody else changed something meanwhile: what the changes were made for may not hold any more.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public async ValueTask CommitAsync()
    {
        if (ReferenceEquals(_before, State))
        {
            return;
        }
        await system.ChangeAsync(state =>
            ReferenceEquals(state, _before) ? State : throw AdministrationErrors.Overtaken()
        );
    }
}
