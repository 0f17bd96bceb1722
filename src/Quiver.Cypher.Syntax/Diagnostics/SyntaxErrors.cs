using System.Globalization;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model;
using Quiver.Model.Status;

namespace Quiver.Cypher.Syntax.Diagnostics;

/// <summary>Every error that the parser reports: one method each.</summary>
internal static class SyntaxErrors
{
    /// <summary>A token stands where the grammar allows only others.</summary>
    public static CypherException InvalidInput(
        SourceText source,
        Token token,
        IReadOnlyCollection<string> expected,
        string? hint
    )
    {
        string found = source.Text[token.Start..token.End];
        if (found.Length > SyntaxLimits.MaxExcerptLength)
        {
            found = found[..SyntaxLimits.MaxExcerptLength];
        }
        string message = $"Invalid input '{found}': expected {ExpectedList.Join(expected)}";
        return At(StatusCodes.SyntaxError, message, source, token.Start, hint);
    }

    public static CypherException UnterminatedString(SourceText source, Token token) =>
        Syntax(
            "Failed to parse string literal. The query must contain an even number of non-escaped quotes.",
            source,
            token.Start
        );

    public static CypherException UnterminatedComment(SourceText source, Token token) =>
        Syntax(
            "Failed to parse comment. A comment starting on `/*` must have a closing `*/`.",
            source,
            token.Start
        );

    public static CypherException UnterminatedName(SourceText source, Token token) =>
        Syntax(
            "Failed to parse name. A name starting on a back-tick must end on one.",
            source,
            token.Start
        );

    public static CypherException UnknownInequality(SourceText source, int offset) =>
        Syntax(
            "Unknown operation '!=' (you probably meant to use '<>', which is the operator for inequality testing)",
            source,
            offset
        );

    public static CypherException IntegerTooLarge(SourceText source, int offset) =>
        Syntax("integer is too large", source, offset);

    public static CypherException FloatTooLarge(SourceText source, int offset) =>
        Syntax("floating point number is too large", source, offset);

    public static CypherException InvalidNumber(SourceText source, int offset) =>
        Syntax("invalid literal number", source, offset);

    public static CypherException InvalidOctal(SourceText source, int offset, string digits) =>
        Syntax(
            $"invalid literal number: octal numbers start with 0o, as in 0o{digits}",
            source,
            offset
        );

    public static CypherException InvalidEscape(SourceText source, int offset, string escape) =>
        Syntax(
            $"Invalid escape '{escape}': a backslash in a string is followed by one of \\ ' \" b f n r t u",
            source,
            offset
        );

    public static CypherException InvalidUnicodeEscape(SourceText source, int offset) =>
        Syntax(
            "Invalid unicode escape: \\u is followed by four hexadecimal digits",
            source,
            offset
        );

    public static CypherException EmptyName(SourceText source, int offset) =>
        Syntax("A name between back-ticks must not be empty", source, offset);

    public static CypherException OldName(SourceText source, Token name, int offset) =>
        Syntax(
            $"Invalid input '{source.Text[offset]}': in Cypher 25 a name with this character is written in back-ticks, "
                + $"as in `{source.Text[name.Start..name.End]}`",
            source,
            offset
        );

    public static CypherException OldParameter(SourceText source, int offset, string name) =>
        Syntax(
            $"The old parameter syntax `{{param}}` is no longer supported. Please use `$param` instead: ${name}",
            source,
            offset
        );

    public static CypherException OldPropertyExistence(SourceText source, int offset) =>
        Syntax(
            "The property existence syntax `... exists(variable.property)` is no longer supported. "
                + "Please use `variable.property IS NOT NULL` instead.",
            source,
            offset
        );

    public static CypherException TooManyStatements(SourceText source, int offset, int count) =>
        Syntax(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Expected exactly one statement per query but got: {count}"
            ),
            source,
            offset
        );

    public static CypherException CannotConclude(SourceText source, int offset, string clause) =>
        Syntax(
            $"Query cannot conclude with {clause} (must be a RETURN clause, a FINISH clause, an update clause, "
                + "a unit subquery call, or a procedure call with no YIELD)",
            source,
            offset
        );

    public static CypherException NotLast(SourceText source, int offset, string clause) =>
        Syntax($"{clause} can only be used at the end of the query.", source, offset);

    public static CypherException NotInForeach(
        SourceText source,
        int offset,
        ReadOnlySpan<char> clause
    ) => Syntax($"Invalid use of {clause} inside FOREACH", source, offset);

    public static CypherException InvalidUpdateTarget(
        SourceText source,
        int offset,
        string clause
    ) =>
        Syntax(
            $"{clause} takes a property as in n.name, a variable, or a variable with labels",
            source,
            offset
        );

    public static CypherException MixedUnion(SourceText source, int offset) =>
        Syntax("Invalid combination of UNION and UNION ALL", source, offset);

    public static CypherException WithoutAlias(SourceText source, int offset) =>
        Syntax("Expression in WITH must be aliased (use AS)", source, offset);

    public static CypherException MixedLabelSigns(SourceText source, int offset) =>
        Syntax(
            "Mixing label expression symbols ('|', '&', '!', and '%') with colon (':') between labels is not allowed. "
                + "Please only use one set of symbols.",
            source,
            offset
        );

    public static CypherException TypeConjunctionByColon(SourceText source, int offset) =>
        Syntax(
            "Relationship types in a relationship type expressions may not be combined using ':'",
            source,
            offset
        );

    public static CypherException PredicateOnVariableLength(SourceText source, int offset) =>
        Syntax(
            "Relationship pattern predicates are not supported for variable-length relationships.",
            source,
            offset
        );

    public static CypherException TooDeep(SourceText source, int offset) =>
        Syntax(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The query is nested too deeply: at most {SyntaxLimits.MaxNesting} levels of brackets and subqueries, {SyntaxLimits.MaxTreeHeight} operators in a chain"
            ),
            source,
            offset
        );

    public static CypherException TooLong(int length) =>
        new(
            StatusCodes.SyntaxError,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The query is too long: it has {length} characters, at most {SyntaxLimits.MaxQueryLength} are allowed"
            )
        );

    /// <summary>A quantifier behind a relationship that has a length already.</summary>
    public static CypherException QuantifiedLength(SourceText source, int offset) =>
        At(
            StatusCodes.SyntaxError,
            "Variable length relationships cannot be part of a quantified path pattern.",
            source,
            offset,
            null
        );

    /// <summary>A quantifier that allows nothing.</summary>
    public static CypherException QuantifierBounds(SourceText source, int offset) =>
        At(
            StatusCodes.SyntaxError,
            "A quantifier for a path pattern must not be limited by 0, and its lower bound must not exceed its upper bound.",
            source,
            offset,
            null
        );

    /// <summary>A label or type computed for each row, where only written ones may stand.</summary>
    public static CypherException DynamicLabelInInsert(SourceText source, int offset) =>
        At(
            StatusCodes.SyntaxError,
            "Dynamic labels and types are not allowed in INSERT. Use CREATE.",
            source,
            offset,
            null
        );

    /// <summary>Something of the language that this version recognises but does not run.</summary>
    public static CypherException NotSupportedYet(SourceText source, int offset, string what) =>
        At(StatusCodes.UnsupportedOperation, $"{what} is not supported yet", source, offset, null);

    /// <summary>A command that other servers have and this one does not.</summary>
    public static CypherException UnsupportedAdministration(SourceText source, int offset)
    {
        string command = source.Text[offset..].TrimEnd();
        return new(
            StatusCodes.UnsupportedAdministrationCommand,
            $"Unsupported administration command: {(command.Length > SyntaxLimits.MaxExcerptLength ? command[..SyntaxLimits.MaxExcerptLength] : command)}"
        );
    }

    public static CypherException NothingToTerminate(SourceText source, int offset) =>
        Syntax(
            "Missing transaction id to terminate, the transaction id can be found using `SHOW TRANSACTIONS`.",
            source,
            offset
        );

    public static CypherException ComposedCommandWithoutColumns(SourceText source, int offset) =>
        Syntax(
            "Where SHOW TRANSACTIONS and TERMINATE TRANSACTIONS follow each other, each needs YIELD with the columns by name.",
            source,
            offset
        );

    public static CypherException ComposedCommandWithoutReturn(SourceText source, int offset) =>
        Syntax(
            "Where SHOW TRANSACTIONS and TERMINATE TRANSACTIONS follow each other, the query must end with RETURN.",
            source,
            offset
        );

    public static CypherException UserWithoutPassword(SourceText source, int offset) =>
        Syntax("A new user needs a password: SET PASSWORD 'password'", source, offset);

    public static CypherException UnknownQueryOption(
        SourceText source,
        int offset,
        string option,
        string? nearest
    ) =>
        At(
            StatusCodes.InvalidPreparserOption,
            $"Unknown query option '{option}'",
            source,
            offset,
            nearest is null ? null : $"Did you mean {nearest}?"
        );

    public static CypherException InvalidQueryOption(
        SourceText source,
        int offset,
        string setting,
        string option,
        IEnumerable<string> valid
    ) =>
        At(
            StatusCodes.InvalidPreparserOption,
            $"{setting} is not a valid option for {option}. Valid options are: {string.Join(", ", valid)}",
            source,
            offset,
            null
        );

    public static CypherException ConflictingQueryOptions(
        SourceText source,
        int offset,
        string option
    ) =>
        At(
            StatusCodes.InvalidPreparserOptionCombination,
            $"Can't specify multiple conflicting values for {option}",
            source,
            offset,
            null
        );

    public static CypherException UndefinedVariable(SourceText source, int offset, string name) =>
        At(StatusCodes.UndefinedVariable, $"Variable `{name}` not defined", source, offset, null);

    public static CypherException CreateIndexOn(SourceText source, int offset) =>
        Syntax("Invalid create index syntax, use `CREATE INDEX FOR ...` instead.", source, offset);

    public static CypherException SeveralIndexedProperties(
        SourceText source,
        int offset,
        IndexType type
    ) =>
        Syntax(
            $"Only single property {type.ToString().ToLowerInvariant()} indexes are supported",
            source,
            offset
        );

    public static CypherException BtreeIndex(SourceText source, int offset) =>
        Syntax(
            "Invalid index type b-tree, use range, point or text index instead.",
            source,
            offset
        );

    public static CypherException DropIndexBySchema(SourceText source, int offset) =>
        Syntax(
            "Indexes cannot be dropped by schema, please drop by name instead: DROP INDEX index_name. "
                + "The index name can be found using SHOW INDEXES.",
            source,
            offset
        );

    public static CypherException OldConstraint(SourceText source, int offset) =>
        Syntax(
            "Invalid constraint syntax, ON and ASSERT should not be used. Replace ON with FOR and ASSERT with REQUIRE.",
            source,
            offset
        );

    public static CypherException DropConstraintBySchema(SourceText source, int offset) =>
        Syntax(
            "Constraints cannot be dropped by schema, please drop by name instead: DROP CONSTRAINT constraint_name. "
                + "The constraint name can be found using SHOW CONSTRAINTS.",
            source,
            offset
        );

    public static CypherException SeveralProperties(SourceText source, int offset, string demand) =>
        Syntax($"Constraint type '{demand}' does not allow multiple properties", source, offset);

    public static CypherException WrongPattern(
        SourceText source,
        int offset,
        string demand,
        string pattern
    ) => Syntax($"'{demand}' does not allow {pattern} patterns", source, offset);

    public static CypherException MixedNullability(SourceText source, int offset) =>
        Syntax(
            "All types in a Closed Dynamic Union must be nullable, or be appended with `NOT NULL`.",
            source,
            offset
        );

    public static CypherException InvalidDimension(SourceText source, int offset) =>
        Syntax("The dimension of a VECTOR must be between 1 and 4096.", source, offset);

    public static CypherException NullableElements(SourceText source, int offset) =>
        Syntax("Lists cannot have nullable inner types.", source, offset);

    public static CypherException InvalidPropertyType(SourceText source, int offset, string type) =>
        Syntax(
            $"Failed to create property type constraint: Invalid property type `{type}`. Valid property types are: "
                + "BOOLEAN, STRING, INTEGER, FLOAT, DATE, LOCAL TIME, ZONED TIME, LOCAL DATETIME, ZONED DATETIME, DURATION, "
                + "POINT, lists of these without null, and unions of all these.",
            source,
            offset
        );

    private static CypherException Syntax(string message, SourceText source, int offset) =>
        At(StatusCodes.SyntaxError, message, source, offset, null);

    private static CypherException At(
        StatusCode status,
        string message,
        SourceText source,
        int offset,
        string? hint
    )
    {
        TextPosition position = source.PositionOf(offset);
        string text = ErrorText.At(message, source.Text, position);
        return new(status, hint is null ? text : $"{text}\n{hint}", position);
    }
}
