using Quiver.Model.Status;

namespace Quiver.Bolt.Messages;

/// <summary>A well-formed message whose content cannot be taken: answered with a failure, the connection lives on.</summary>
/// <param name="Error">Why.</param>
internal sealed record RefusedRequest(CypherException Error) : RequestMessage;
