using System.Text.RegularExpressions;
using Quiver.Model.Status;

namespace Quiver.Tck;

/// <summary>An error that a scenario demands: its type, when it comes, and why.</summary>
/// <param name="Type">The kit's name of its type.</param>
/// <param name="Phase">Compile time, runtime or any time.</param>
/// <param name="Detail">The kit's name of the reason.</param>
internal sealed partial record ExpectedError(string Type, string Phase, string Detail)
{
    // What the message must say where the kit gives a reason that its code alone does not.
    private static readonly Dictionary<string, string> Messages = new(StringComparer.Ordinal)
    {
        ["VariableAlreadyBound"] = "already declared|already bound|Can't create node",
        ["UndefinedVariable"] = "not defined|not possible to access|introduce new variables",
        ["NoSingleRelationshipType"] = "relationship type",
        ["RequiresDirectedRelationship"] = "directed",
        ["CreatingVarLength"] = "Variable length",
        ["InvalidDelete"] = "DELETE",
        ["InvalidParameterUse"] = "Parameter maps",
        ["DeletedEntityAccess"] = "deleted",
        ["DeleteConnectedNode"] = "still has relationships",
        ["InvalidPropertyType"] = "stored|Property values",
        ["DifferentColumnsInUnion"] = "UNION",
        ["UnknownFunction"] = "Unknown function",
        ["NoExpressionAlias"] = "aliased",
        ["ColumnNameConflict"] = "same name",
    };

    /// <summary>Reads a step; null when it demands no error.</summary>
    public static ExpectedError? Parse(string step)
    {
        var match = Pattern().Match(step);
        return match.Success
            ? new ExpectedError(
                match.Groups["type"].Value,
                match.Groups["phase"].Value,
                match.Groups["detail"].Value
            )
            : null;
    }

    /// <summary>What is wrong with an error; null when it is what is demanded.</summary>
    /// <param name="error">The error.</param>
    /// <param name="cameAtCompileTime">Whether EXPLAIN gives it, too.</param>
    public string? Judge(CypherException error, bool cameAtCompileTime)
    {
        string code = Type switch
        {
            "ConstraintVerificationFailed" => "Neo.ClientError.Schema.ConstraintValidationFailed",
            "ProcedureError" => "Neo.ClientError.Procedure.ProcedureNotFound",
            _ => "Neo.ClientError.Statement." + Type,
        };
        bool isRightPhase = Phase switch
        {
            "compile time" => cameAtCompileTime,
            "runtime" => !cameAtCompileTime,
            _ => true,
        };
        bool isRightReason =
            !Messages.TryGetValue(Detail, out string? message)
            || Regex.IsMatch(error.Message, message);
        return error.Status.Code == code && isRightPhase && isRightReason
            ? null
            : $"wanted {Type} at {Phase}: {Detail}, got {error.Status.Code} at {(cameAtCompileTime ? "compile time" : "runtime")}: {error.Message}";
    }

    [GeneratedRegex(
        @"^an? (?<type>\w+) should be raised at (?<phase>compile time|runtime|any time): (?<detail>.+)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();
}
