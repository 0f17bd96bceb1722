namespace Quiver.Bolt.Messages;

/// <summary>A message from a client.</summary>
internal abstract record RequestMessage;
