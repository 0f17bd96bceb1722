using Quiver.Bolt.Messages;
using Quiver.Model.Status;

namespace Quiver.Bolt.Session;

/// <summary>The errors that the protocol itself raises.</summary>
internal static class BoltErrors
{
    public static CypherException InvalidRequest(string message) =>
        new(StatusCodes.RequestInvalid, message);

    public static CypherException StructureNotSupported(byte tag, int fieldCount) =>
        new(
            StatusCodes.RequestInvalid,
            $"A structure 0x{tag:X2} with {fieldCount} fields cannot be a parameter: nodes, relationships and paths are passed by their properties or ids."
        );

    public static CypherException ValueOutOfRange(string what) =>
        new(StatusCodes.RequestInvalid, $"The value of {what} is out of range.");

    public static CypherException UnknownTimeZone(string zone) =>
        new(StatusCodes.RequestInvalid, $"The time zone '{zone}' is not known.");

    public static CypherException NotAllowedNow(RequestMessage request, BoltState state) =>
        new(
            StatusCodes.RequestInvalidInState,
            $"A {Name(request)} message is not allowed in the state {state.ToString().ToUpperInvariant()}."
        );

    public static CypherException ImpersonationNotAllowed(string user) =>
        new(
            StatusCodes.Forbidden,
            $"Cannot impersonate user '{user}': impersonation is not supported."
        );

    public static CypherException Terminated() =>
        new(
            StatusCodes.TransactionTerminated,
            "The transaction has been terminated. Retry your operation in a new transaction, and you should see a successful result."
        );

    public static CypherException Unexpected(Exception error) =>
        new(StatusCodes.UnknownError, error.Message, position: null, error);

    private static string Name(RequestMessage request) =>
        request switch
        {
            PullRequest { Discard: true } => "DISCARD",
            _ => request
                .GetType()
                .Name.Replace("Request", "", StringComparison.Ordinal)
                .ToUpperInvariant(),
        };
}
