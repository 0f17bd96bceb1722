using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Schema;

/// <summary>The errors of schema commands that are found before storage is asked: one method each.</summary>
internal static class SchemaCommandErrors
{
    /// <summary>A parameter for a name that is no text.</summary>
    public static CypherException NameIsNoText(Value value) =>
        new(
            StatusCodes.ArgumentError,
            $"The name of an index or constraint is text, not {ValueText.Format(value)}."
        );

    /// <summary>A parameter for a name that is empty.</summary>
    public static CypherException EmptyName() =>
        new(StatusCodes.TokenNameError, "'' is not a valid name: it is empty.");

    /// <summary>Options that are no map.</summary>
    public static CypherException OptionsAreNoMap(Value value) =>
        new(
            StatusCodes.InvalidArguments,
            $"The options of an index or constraint are a map, not {ValueText.Format(value)}."
        );

    /// <summary>A full-text index over more properties than one may have.</summary>
    public static CypherException TooManyProperties(int limit) =>
        new(StatusCodes.InvalidArguments, $"A full-text index is over at most {limit} properties.");

    /// <summary>A label, type or property key that an index or constraint names twice.</summary>
    /// <param name="status">Which of the three.</param>
    /// <param name="what">Which of the three, in words.</param>
    /// <param name="name">The name.</param>
    public static CypherException Repeated(StatusCode status, string what, string name) =>
        new(
            status,
            $"The definition of an index or constraint includes the {what} '{name}' more than once."
        );

    /// <summary>An option that there is not.</summary>
    public static CypherException UnknownOption(string option) =>
        new(
            StatusCodes.InvalidArguments,
            $"Invalid option provided, valid options are `indexProvider` and `indexConfig`: {option}"
        );

    /// <summary>A setting that indexes of the kind do not have.</summary>
    public static CypherException UnknownSetting(string setting) =>
        new(
            StatusCodes.InvalidArguments,
            $"Invalid index configuration: indexes of this type have no setting '{setting}'."
        );

    /// <summary>A setting of an index that has a wrong value.</summary>
    public static CypherException WrongSetting(string setting, Value value, string expected) =>
        new(
            StatusCodes.InvalidArguments,
            $"Invalid index configuration: '{setting}' must be {expected}, and is {value}."
        );

    /// <summary>A provider of another kind of index.</summary>
    public static CypherException WrongProvider(Value value, string provider) =>
        new(
            StatusCodes.InvalidArguments,
            $"Invalid index provider {ValueText.Format(value)}: indexes of this type have the provider '{provider}'."
        );

    /// <summary>An expression that is more than constants and parameters.</summary>
    public static CypherException NotConstant() =>
        new(
            StatusCodes.InvalidArguments,
            "The options of an index or constraint are made of constants and parameters only."
        );

    /// <summary>A parameter that was not sent.</summary>
    public static CypherException MissingParameter(string name) =>
        new(StatusCodes.ParameterMissing, $"Expected parameter(s): {name}");

    /// <summary>A schema command in a transaction that has changed data.</summary>
    public static CypherException AfterDataChanges() =>
        new(
            StatusCodes.ForbiddenDueToTransactionType,
            "Cannot perform schema updates in a transaction that has performed data updates."
        );

    /// <summary>A change of data in a transaction that has changed the schema.</summary>
    public static CypherException AfterSchemaChanges() =>
        new(
            StatusCodes.ForbiddenDueToTransactionType,
            "Cannot perform data updates in a transaction that has performed schema updates."
        );
}
