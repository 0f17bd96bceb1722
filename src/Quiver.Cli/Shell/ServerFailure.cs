namespace Quiver.Cli.Shell;

/// <summary>A server answered with a failure.</summary>
/// <param name="code">The status code.</param>
/// <param name="message">The server's text.</param>
internal sealed class ServerFailure(string code, string message) : Exception(message)
{
    /// <summary>The status code.</summary>
    public string Code { get; } = code;
}
