namespace Quiver.Bolt.PackStream;

/// <summary>A client sent bytes that are not a message: the connection cannot go on.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class PackStreamException(string message) : Exception(message);
