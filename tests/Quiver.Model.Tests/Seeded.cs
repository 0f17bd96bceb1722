namespace Quiver.Model.Tests;

/// <summary>A random source whose seed a failing test prints; fixed by the environment variable QUIVER_SEED.</summary>
internal static class Seeded
{
    internal static Random Random(out int seed)
    {
        string? given = Environment.GetEnvironmentVariable("QUIVER_SEED");
        seed = given is null ? Environment.TickCount : int.Parse(given);
        return new Random(seed);
    }
}
