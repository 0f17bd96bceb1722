using System.Globalization;

namespace Quiver.Cypher.Syntax.Tests;

/// <summary>The seed of a random test: another one each time, or that of QUIVER_TEST_SEED to repeat a failure.</summary>
internal static class TestSeed
{
    /// <summary>A seed; a failing test names it.</summary>
    public static int Next() =>
        Environment.GetEnvironmentVariable("QUIVER_TEST_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
}
