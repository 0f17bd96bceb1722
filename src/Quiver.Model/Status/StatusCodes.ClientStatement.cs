namespace Quiver.Model.Status;

/// <summary>Every status code that Quiver answers with, by name. Codes and wording are those that Neo4j's clients know.</summary>
/// <remarks>Several entries may share a Neo4j code and differ in the finer GQL status. One file per family of codes.</remarks>
public static partial class StatusCodes
{
    // What is wrong with a statement or its values.

    /// <summary>The statement does not parse, or does not make sense before it runs.</summary>
    public static readonly StatusCode SyntaxError = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql42001
    );

    /// <summary>A variable is used that nothing declares.</summary>
    public static readonly StatusCode UndefinedVariable = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql42N62
    );

    /// <summary>A variable is declared twice.</summary>
    public static readonly StatusCode VariableAlreadyDeclared = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql42N59
    );

    /// <summary>A subquery returns a name that the outer query has.</summary>
    public static readonly StatusCode VariableShadowing = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql42N07
    );

    /// <summary>No function has that name.</summary>
    public static readonly StatusCode UnknownFunction = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql42N48
    );

    /// <summary>An expression has the wrong type, as seen before running.</summary>
    public static readonly StatusCode TypeMismatch = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql22G03
    );

    /// <summary>The parts of a UNION return other columns.</summary>
    public static readonly StatusCode UnionColumnsDiffer = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql42N39
    );

    /// <summary>An aggregating item uses what is neither a grouping key nor constant.</summary>
    public static readonly StatusCode ImplicitGrouping = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql42I18
    );

    /// <summary>An aggregating function stands within another.</summary>
    public static readonly StatusCode NestedAggregation = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql22N34
    );

    /// <summary>ORDER BY uses an expression that gives another value each time.</summary>
    public static readonly StatusCode NondeterministicSort = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql22N32
    );

    /// <summary>An option before the statement is unknown or has a wrong value.</summary>
    public static readonly StatusCode InvalidPreparserOption = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql22N10
    );

    /// <summary>Options before the statement exclude each other.</summary>
    public static readonly StatusCode InvalidPreparserOptionCombination = Of(
        "Neo.ClientError.Statement.SyntaxError",
        Gql22N07
    );

    /// <summary>The statement parses but cannot mean anything.</summary>
    public static readonly StatusCode SemanticError = Of(
        "Neo.ClientError.Statement.SemanticError",
        UnexpectedError
    );

    /// <summary>A parameter is used that was not sent.</summary>
    public static readonly StatusCode ParameterMissing = Of(
        "Neo.ClientError.Statement.ParameterMissing",
        Gql42N51
    );

    /// <summary>A value has the wrong type at run time, or what is to have properties or elements can never have any.</summary>
    public static readonly StatusCode TypeError = Of(
        "Neo.ClientError.Statement.TypeError",
        Gql22G03
    );

    /// <summary>A value of some kind stands where only others may.</summary>
    public static readonly StatusCode InvalidType = Of(
        "Neo.ClientError.Statement.TypeError",
        Gql22N01
    );

    /// <summary>Text of a number that is outside the range of the type to which it is converted.</summary>
    public static readonly StatusCode NumberTooLarge = Of(
        "Neo.ClientError.Statement.TypeError",
        Gql22003
    );

    /// <summary>An argument has the right type and a wrong value.</summary>
    public static readonly StatusCode ArgumentError = Of(
        "Neo.ClientError.Statement.ArgumentError",
        UnexpectedError
    );

    /// <summary>A function cannot work with this argument.</summary>
    public static readonly StatusCode InvalidFunctionArgument = Of(
        "Neo.ClientError.Statement.ArgumentError",
        Gql22N38
    );

    /// <summary>A point's coordinate is out of range.</summary>
    public static readonly StatusCode InvalidCoordinate = Of(
        "Neo.ClientError.Statement.ArgumentError",
        Gql22N23
    );

    /// <summary>A number leaves the range of its type.</summary>
    public static readonly StatusCode ArithmeticError = Of(
        "Neo.ClientError.Statement.ArithmeticError",
        Gql22003
    );

    /// <summary>An integer is divided by zero.</summary>
    public static readonly StatusCode DivisionByZero = Of(
        "Neo.ClientError.Statement.ArithmeticError",
        Gql22012
    );

    /// <summary>A node or relationship does not exist, or was deleted in this transaction.</summary>
    public static readonly StatusCode EntityNotFound = Of(
        "Neo.ClientError.Statement.EntityNotFound",
        UnexpectedError
    );

    /// <summary>A property does not exist.</summary>
    public static readonly StatusCode PropertyNotFound = Of(
        "Neo.ClientError.Statement.PropertyNotFound",
        UnexpectedError
    );

    /// <summary>A condition inside a vector search is on a property that the index does not hold.</summary>
    public static readonly StatusCode NoPropertyOfVectorIndex = Of(
        "Neo.ClientError.Statement.PropertyNotFound",
        Gql22ND3
    );

    /// <summary>A write in a transaction that may only read.</summary>
    public static readonly StatusCode AccessMode = Of(
        "Neo.ClientError.Statement.AccessMode",
        UnexpectedError
    );

    /// <summary>A constraint that the statement refers to does not hold.</summary>
    public static readonly StatusCode ConstraintVerificationFailed = Of(
        "Neo.ClientError.Statement.ConstraintVerificationFailed",
        UnexpectedError
    );

    /// <summary>A file or address that the statement reads cannot be read.</summary>
    public static readonly StatusCode ExternalResourceFailed = Of(
        "Neo.ClientError.Statement.ExternalResourceFailed",
        Gql22N43
    );

    /// <summary>A file that the statement reads has a wrong form.</summary>
    public static readonly StatusCode InvalidExternalResource = Of(
        "Neo.ClientError.Statement.ExternalResourceFailed",
        Gql22NAC
    );

    /// <summary>The statement cannot run against this database.</summary>
    public static readonly StatusCode InvalidTargetDatabase = Of(
        "Neo.ClientError.Statement.InvalidTargetDatabaseError",
        UnexpectedError
    );

    /// <summary>An administration command outside the system database.</summary>
    public static readonly StatusCode NotSystemDatabase = Of(
        "Neo.ClientError.Statement.NotSystemDatabaseError",
        UnexpectedError
    );

    /// <summary>The runtime asked for cannot run the statement.</summary>
    public static readonly StatusCode RuntimeUnsupported = Of(
        "Neo.ClientError.Statement.RuntimeUnsupportedError",
        UnexpectedError
    );

    /// <summary>An administration command that this edition does not have.</summary>
    public static readonly StatusCode UnsupportedAdministrationCommand = Of(
        "Neo.ClientError.Statement.UnsupportedAdministrationCommand",
        Gql51N27
    );

    /// <summary>An operation that is not supported.</summary>
    public static readonly StatusCode UnsupportedOperation = Of(
        "Neo.ClientError.Statement.UnsupportedOperationError",
        UnexpectedError
    );
}
