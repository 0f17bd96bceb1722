using Quiver.Model.Status;

namespace Quiver.Engine.PersonalData;

/// <summary>The errors of requests about personal data.</summary>
internal static class PersonalDataErrors
{
    /// <summary>Neither the person nor an administrator asks.</summary>
    public static CypherException NotYours() =>
        new(
            StatusCodes.Forbidden,
            "Personal data is given to and deleted for the person whom it belongs to and administrators only."
        );

    /// <summary>A property that says whose data it is cannot stay.</summary>
    public static CypherException KeepsSubject(string name) =>
        new(
            StatusCodes.InvalidArguments,
            $"The property '{name}' says whose data it is: it cannot be kept."
        );

    /// <summary>The audit log cannot be written, so that nothing is done.</summary>
    public static CypherException NoAudit(Exception cause) =>
        new(
            StatusCodes.UnknownError,
            $"The audit log cannot be written, and without its record nothing is done: {cause.Message}",
            inner: cause
        );
}
