namespace Quiver.Storage.Tests.Simulation;

/// <summary>The calls that change a simulated disk.</summary>
internal enum SimulatedStep
{
    Write,
    SetLength,
    Sync,
    Create,
    CreateDirectory,
    Rename,
    Delete,
    SyncDirectory,
}
