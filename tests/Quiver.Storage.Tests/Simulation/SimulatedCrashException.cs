namespace Quiver.Storage.Tests.Simulation;

/// <summary>The simulated machine stopped here; every later call on it stops here too.</summary>
public sealed class SimulatedCrashException() : IOException("The simulated machine has stopped.");
