namespace Quiver.Model.Status;

public static partial class StatusCodes
{
    // What is wrong with a procedure call.

    /// <summary>A procedure failed.</summary>
    public static readonly StatusCode ProcedureCallFailed = Of(
        "Neo.ClientError.Procedure.ProcedureCallFailed",
        UnexpectedError
    );

    /// <summary>No procedure has that name.</summary>
    public static readonly StatusCode ProcedureNotFound = Of(
        "Neo.ClientError.Procedure.ProcedureNotFound",
        Gql42N08
    );

    /// <summary>A procedure took longer than allowed.</summary>
    public static readonly StatusCode ProcedureTimedOut = Of(
        "Neo.ClientError.Procedure.ProcedureTimedOut",
        UnexpectedError
    );

    /// <summary>A procedure got a value of the wrong type.</summary>
    public static readonly StatusCode ProcedureTypeError = Of(
        "Neo.ClientError.Procedure.TypeError",
        Gql22G03
    );
}
