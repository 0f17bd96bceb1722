namespace Quiver.Server.Admin;

/// <summary>The running server refused a command's request, or broke off.</summary>
/// <param name="message">What the server said.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class AdminException(string message, Exception? inner = null)
    : IOException(message, inner);
