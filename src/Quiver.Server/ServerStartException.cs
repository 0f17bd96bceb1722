namespace Quiver.Server;

/// <summary>The server cannot start: an address is taken or wrong, a folder cannot be written.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">The cause.</param>
public class ServerStartException(string message, Exception? inner = null)
    : IOException(message, inner);
