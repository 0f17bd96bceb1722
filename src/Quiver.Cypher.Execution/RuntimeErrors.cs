using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution;

/// <summary>The errors that a running query can give its user.</summary>
internal static class RuntimeErrors
{
    private const int MaxShownText = 100;

    public static CypherException DivisionByZero() => new(StatusCodes.DivisionByZero, "/ by zero");

    public static CypherException IntegerOverflow(string operation) =>
        new(
            StatusCodes.ArithmeticError,
            $"long overflow: {operation} is outside the range of INTEGER"
        );

    /// <summary>Text of a number that leaves the range of INTEGER.</summary>
    public static CypherException IntegerTooLarge(Value text) =>
        new(StatusCodes.NumberTooLarge, $"integer, {text.AsString()}, is too large");

    public static CypherException UnsupportedOperands(string operation, Value left, Value right) =>
        new(
            StatusCodes.TypeError,
            $"Cannot {operation} `{TypeName(left)}` and `{TypeName(right)}`"
        );

    public static CypherException UnexpectedArgument(
        string function,
        string expected,
        Value found
    ) =>
        new(
            StatusCodes.TypeError,
            $"Invalid input for function '{function}()': Expected {expected}, got: {Show(found)}"
        );

    /// <summary>A wrong type where Neo4j speaks of an argument, not of a type.</summary>
    public static CypherException WrongArgument(string function, string expected, Value found) =>
        new(
            StatusCodes.ArgumentError,
            $"Invalid input for function '{function}()': Expected {expected}, got: {Show(found)}"
        );

    public static CypherException UnexpectedType(string expected, Value found) =>
        new(
            StatusCodes.TypeError,
            $"Type mismatch: expected {expected} but was {TypeName(found)}: {Show(found)}"
        );

    public static CypherException NotABoolean(Value found) => UnexpectedType("Boolean", found);

    public static CypherException InvalidArgument(string message) =>
        new(StatusCodes.ArgumentError, message);

    /// <summary>The database that the query runs in is not called so.</summary>
    public static CypherException GraphNotFound(string name) =>
        new(
            StatusCodes.DatabaseNotFound,
            $"Graph not found: {(name.Length > MaxShownText ? name[..MaxShownText] + "…" : name)}"
        );

    /// <summary>A list in a list in a list, and so on.</summary>
    public static CypherException NestedTooDeeply(int limit) =>
        InvalidArgument(
            $"A value of reduce() is nested too deeply: at most {limit} levels of lists and maps."
        );

    public static CypherException InvalidRegularExpression(string pattern, Exception cause) =>
        new(
            StatusCodes.SyntaxError,
            $"Invalid Regex: {Cut(pattern)}: {cause.Message}",
            inner: cause
        );

    public static CypherException RegularExpressionTooSlow(string pattern) =>
        new(
            StatusCodes.ArgumentError,
            $"The regular expression {Cut(pattern)} took too long to match."
        );

    public static CypherException MissingParameters(IEnumerable<string> names) =>
        new(StatusCodes.ParameterMissing, $"Expected parameter(s): {string.Join(", ", names)}");

    public static CypherException InvalidRowCount(string clause, Value found) =>
        new(
            StatusCodes.SyntaxError,
            $"Invalid input. '{Show(found)}' is not a valid value for {clause}: it must be an INTEGER of 0 or more."
        );

    public static CypherException InvalidBatchSize(Value found) =>
        new(
            StatusCodes.ArgumentError,
            $"Invalid input. '{Show(found)}' is not a valid value. Must be a positive integer."
        );

    public static CypherException InnerTransactionFailed(CypherException cause, long committed) =>
        new(
            cause.Status,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{cause.Message} (Transactions committed: {committed})"
            ),
            cause.Position,
            cause
        );

    public static CypherException EntityNotFound(Value entity) =>
        new(
            StatusCodes.EntityNotFound,
            $"{(entity.Kind == ValueKind.Node ? "Node" : "Relationship")} with id {entity.Bits} has been deleted in this transaction"
        );

    public static CypherException NotDeletable(Value value) =>
        new(
            StatusCodes.TypeError,
            $"Expected a Node, Relationship or Path, but got a {TypeName(value)}: {Show(value)}"
        );

    public static CypherException EndMissing(string relationship, string node) =>
        new(
            StatusCodes.StatementExecutionFailed,
            $"Failed to create relationship `{relationship}`, node `{node}` is missing. If you prefer to simply ignore rows where a relationship node is missing, leave them out with WHERE before."
        );

    public static CypherException MergeOfNull(string what, string key, string pattern) =>
        new(
            StatusCodes.SemanticError,
            $"Cannot merge the following {what} because of null property value for '{key}': {pattern}"
        );

    public static CypherException DynamicTypeNotSingle(Value value) =>
        new(
            StatusCodes.ArgumentError,
            $"Exactly one relationship type must be specified, but got: {Show(value)}"
        );

    public static CypherException ProcedureNeedsTransactions(string procedure) =>
        new(
            StatusCodes.ProcedureCallFailed,
            $"Failed to invoke procedure `{procedure}`: transactions cannot be run here."
        );

    public static CypherException EmptyTokenName() =>
        new(
            StatusCodes.TokenNameError,
            "'' is not a valid token name. Token names cannot be empty strings."
        );

    public static CypherException TokenNameTooLong(string name) =>
        new(
            StatusCodes.TokenLengthError,
            $"The name {Cut(name)} is too long: names of labels, types and properties have at most 65535 bytes."
        );

    public static CypherException OutOfMemory(long limitBytes, long usedBytes, long wantedBytes) =>
        new(
            StatusCodes.MemoryPoolOutOfMemory,
            $"The query would need more memory than its limit of {limitBytes} bytes: it holds {usedBytes} and asked for {wantedBytes} more. Make it smaller, or raise the limit."
        );

    /// <summary>All queries together hold too much.</summary>
    public static CypherException PoolOutOfMemory(
        long limitBytes,
        long usedBytes,
        long wantedBytes
    ) =>
        new(
            StatusCodes.MemoryPoolOutOfMemory,
            $"All queries together would need more memory than their limit of {limitBytes} bytes: they hold {usedBytes} and one asked for {wantedBytes} more. Try again when others have ended, or raise the limit."
        );

    public static CypherException FunctionUnsupported(string function) =>
        new(
            StatusCodes.UnsupportedOperation,
            $"The function '{function}()' is not available in this version."
        );

    public static CypherException ProcedureFailed(string procedure, string why) =>
        new(
            StatusCodes.ProcedureCallFailed,
            $"Failed to invoke procedure `{procedure}`: Caused by: java.lang.IllegalArgumentException: {why}"
        );

    /// <summary>What a query itself says is wrong.</summary>
    /// <param name="function">The function by which it does so.</param>
    /// <param name="message">What is wrong.</param>
    public static CypherException Validation(string function, string message) =>
        new(
            StatusCodes.ProcedureCallFailed,
            $"Failed to invoke function `{function}`: Caused by: java.lang.RuntimeException: {message}"
        );

    public static CypherException CannotLoad(string url, string why) =>
        new(StatusCodes.ExternalResourceFailed, $"Cannot load from URL '{url}': {why}.");

    public static CypherException CannotWrite(string url, string why) =>
        new(StatusCodes.ExternalResourceFailed, $"Cannot write to '{url}': {why}.");

    public static CypherException CannotLoadCsv(string url, string why, Exception cause) =>
        new(
            StatusCodes.ExternalResourceFailed,
            $"Cannot load from URL '{url}': {why}",
            inner: cause
        );

    public static CypherException InvalidCsv(string url, string why, Exception cause) =>
        new(
            StatusCodes.InvalidExternalResource,
            $"Cannot read the CSV of URL '{url}': {why}",
            inner: cause
        );

    public static CypherException InvalidFieldTerminator(string terminator) =>
        new(
            StatusCodes.SyntaxError,
            $"CSV field terminator can only be one character wide, other than a quote or a line end: '{Cut(terminator)}'"
        );

    public static CypherException NoCsvFiles() =>
        new(StatusCodes.ExternalResourceFailed, "LOAD CSV has no files to read here.");

    public static CypherException ShortestPathOfOneNode() =>
        new(
            StatusCodes.StatementExecutionFailed,
            "The shortest path algorithm does not work when the start and end nodes are the same. Exclude such rows with a condition, for example "
                + "`WHERE start <> end`, in a clause before."
        );

    public static CypherException ProcedureNotFound(string name) =>
        new(
            StatusCodes.ProcedureNotFound,
            $"There is no procedure with the name `{name}` registered for this database instance."
        );

    public static CypherException ProcedureArgumentType(
        ProcedureSignature procedure,
        ProcedureParameter parameter,
        Value found
    ) =>
        new(
            StatusCodes.ProcedureTypeError,
            $"The argument `{parameter.Name}` of the procedure `{procedure.Name}` must be of type {parameter.Type}, but it is {TypeName(found)}: {Show(found)}"
        );

    /// <summary>The name of a value's type as messages show it.</summary>
    public static string TypeName(Value value) =>
        value.Kind switch
        {
            ValueKind.LocalTime => "LocalTime",
            ValueKind.ZonedTime => "Time",
            ValueKind.ZonedDateTime => "DateTime",
            ValueKind.Null => "Null",
            _ => value.Kind.ToString(),
        };

    private static string Show(Value value) => Cut(value.ToString());

    private static string Cut(string text) =>
        text.Length <= MaxShownText ? text : string.Concat(text.AsSpan(0, MaxShownText), "…");
}
