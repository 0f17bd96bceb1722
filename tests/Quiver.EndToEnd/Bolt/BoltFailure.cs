namespace Quiver.EndToEnd.Bolt;

/// <summary>The server answered with a failure.</summary>
/// <param name="code">The status code.</param>
/// <param name="message">Its text.</param>
internal sealed class BoltFailure(string code, string message) : Exception($"{code}: {message}")
{
    /// <summary>The status code.</summary>
    public string Code { get; } = code;

    /// <summary>Whether a driver would run the transaction again.</summary>
    public bool IsTransient => Code.StartsWith("Neo.TransientError", StringComparison.Ordinal);
}
