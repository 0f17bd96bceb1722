using System.Runtime.CompilerServices;

namespace Quiver.Tests;

/// <summary>Waits for what something beside the test does: not for a time in which it has surely happened, but until it has.</summary>
internal static class Eventually
{
    /// <summary>How long a test waits before it fails. Only what never happens takes that long: not a machine that is slow, busy or has one core.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition; it is asked again and again.</param>
    /// <param name="what">What the failure says that never happened.</param>
    public static Task HoldsAsync(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    ) => HoldsAsync(() => Task.FromResult(condition()), what);

    /// <summary>Waits until a condition holds that takes asking.</summary>
    /// <param name="condition">The condition; it is asked again and again.</param>
    /// <param name="what">What the failure says that never happened.</param>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    )
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < Limit,
                $"Not within {Limit.TotalSeconds} seconds: {what}"
            );
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
