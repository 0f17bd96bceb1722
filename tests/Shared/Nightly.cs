namespace Quiver.Tests;

/// <summary>How much a test does: a little each time, much in <c>./test --nightly</c>.</summary>
internal static class Nightly
{
    /// <summary>One number for every run, another for the nightly one.</summary>
    public static int Times(int always, int nightly) =>
        Environment.GetEnvironmentVariable("QUIVER_NIGHTLY") == "1" ? nightly : always;
}
