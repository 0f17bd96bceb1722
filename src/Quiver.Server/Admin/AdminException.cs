namespace Quiver.Server.Admin;

/// <summary>The running server refused a command's request, or broke off.</summary>
/// <param name="message">What the server said.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class AdminException(string message, Exception? inner = null)
    : IOException(message, inner)
{
    /// <summary>Whether the server answered, so that it is known what it did: nothing. Otherwise it died or stopped, or takes too long.</summary>
    public bool IsAnswer { get; init; }
}
