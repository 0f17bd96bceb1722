namespace Quiver.Server;

/// <summary>Another server already serves the data home.</summary>
/// <param name="home">The home.</param>
public sealed class HomeInUseException(string home)
    : ServerStartException(
        $"Another Quiver server already serves the data home {home}: stop it first, or choose another home with --home or QUIVER_HOME."
    );
