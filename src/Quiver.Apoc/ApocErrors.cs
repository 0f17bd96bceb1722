using System.Globalization;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Apoc;

/// <summary>Every error of the procedures, one method each.</summary>
internal static class ApocErrors
{
    public static CypherException ExportDisabled() =>
        Failed(
            "Export to files not enabled, please set apoc.export.file.enabled=true in your apoc.conf (quiver.conf and neo4j.conf win over it), or stream the result: file null and {stream: true}."
        );

    public static CypherException ImportDisabled() =>
        Failed(
            "Import from files not enabled, please set apoc.import.file.enabled=true in your apoc.conf (quiver.conf and neo4j.conf win over it)."
        );

    public static CypherException LabelsTwice() =>
        Failed("Parameters labels and excludeLabels are both valued.");

    public static CypherException WrongOption(string option, string expected) =>
        Failed($"The option '{option}' must be {expected}.");

    public static CypherException NoSequences(string option) =>
        Failed($"The option '{option}' takes no sequences: there must be no comma in it.");

    public static CypherException NoFile(string procedure) =>
        Failed($"{procedure} needs the name of a file.");

    public static CypherException NoQueries() =>
        Failed("Queries cannot be run by procedures here.");

    public static CypherException NoTransactions() =>
        Failed("Transactions cannot be run by procedures here.");

    public static CypherException CannotRead(string file, Exception cause) =>
        new(
            StatusCodes.ExternalResourceFailed,
            $"Cannot read '{file}': {cause.Message}",
            inner: cause
        );

    public static CypherException CannotWrite(string file, Exception cause) =>
        new(
            StatusCodes.ExternalResourceFailed,
            $"Cannot write '{file}': {cause.Message} Nothing stands under that name that was not there before.",
            inner: cause
        );

    public static CypherException InvalidJson(string file, long line, string why) =>
        Failed(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Line {line} of '{file}' is no JSON object as apoc.export.json writes it: {why}"
            )
        );

    public static CypherException InvalidDocument(string file, Exception cause) =>
        new(StatusCodes.ProcedureCallFailed, $"'{file}' is no JSON: {cause.Message}", inner: cause);

    public static CypherException LineTooLong(string file, long line, int limit) =>
        Failed(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Line {line} of '{file}' is longer than {limit} bytes."
            )
        );

    public static CypherException UnsupportedType(string file, long line, string type) =>
        Failed(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Current type not supported: {type} (line {line} of '{file}'; lines are of the type node or relationship)."
            )
        );

    public static CypherException NotImported(
        string file,
        long first,
        long last,
        Exception cause
    ) =>
        new(
            StatusCodes.ProcedureCallFailed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Lines {first} to {last} of '{file}' were not imported, nor those after them: {cause.Message.TrimEnd('.')}."
            )
                + (
                    first > 1
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $" Lines 1 to {first - 1} are in the database."
                        )
                        : " Nothing was imported."
                ),
            inner: cause
        );

    public static CypherException NotOfType(string key, string type, string value) =>
        Failed($"The property '{key}' cannot be read as {type}: {value}");

    public static CypherException WrongName(string name) =>
        Failed(
            name.Length == 0
                ? "A label, type or property key is empty."
                : "A label, type or property key is longer than 65,535 bytes."
        );

    public static CypherException Validation(string procedure, string message) =>
        Failed(
            $"Failed to invoke procedure `{procedure}`: Caused by: java.lang.RuntimeException: {message}"
        );

    /// <summary>A call that cannot become clauses of its query.</summary>
    public static CypherException NoIdentity() =>
        Failed("You need to supply at least one identifying property for a merge.");

    public static CypherException WrongWeight(string property, Value found) =>
        Failed(
            $"The property '{property}' of a relationship must be a number from 0 on, not {found}."
        );

    public static CypherException NoLimit() =>
        Failed("The statement sent to apoc.periodic.commit must contain a `LIMIT`.");

    public static CypherException OddConditionals() =>
        Failed("Conditionals must be a list of conditions, each followed by a statement.");

    public static CypherException NoCount() =>
        Failed(
            "The statement sent to apoc.periodic.commit must return one whole number from 0 on: how much it changed."
        );

    public static CypherException NotAllCommitted(
        long executions,
        long updates,
        CypherException cause
    ) =>
        new(
            cause.Status,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cause.Message} (What the statement did before, {executions} times and {updates} in sum, is in the database.)"
            ),
            inner: cause
        );

    private static CypherException Failed(string message) =>
        new(StatusCodes.ProcedureCallFailed, message);
}
