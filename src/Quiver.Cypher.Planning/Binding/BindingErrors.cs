using System.Globalization;
using Quiver.Cypher.Planning.Functions.Apoc;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Foundation.Text;
using Quiver.Model;
using Quiver.Model.Status;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Every error that binding raises: one method each.</summary>
/// <param name="query">The statement's whole text, which messages quote.</param>
internal sealed partial class BindingErrors(string query)
{
    /// <summary>A name that nothing declares.</summary>
    public CypherException UndefinedVariable(
        string name,
        IEnumerable<string> visible,
        TextPosition position
    ) =>
        At(
            StatusCodes.UndefinedVariable,
            $"Variable `{name}` not defined{Suggestion(NearestName.Find(name, visible), '`')}",
            position
        );

    /// <summary>An expression that is nested more deeply than the thread's stack allows.</summary>
    public CypherException TooDeep(TextPosition position) =>
        At(StatusCodes.SyntaxError, "The query is nested too deeply", position);

    /// <summary>A name that is already in use.</summary>
    public CypherException AlreadyDeclared(string name, TextPosition position) =>
        At(StatusCodes.VariableAlreadyDeclared, $"Variable `{name}` already declared", position);

    /// <summary>An expression whose values can never have a type that is needed.</summary>
    public CypherException TypeMismatch(
        CypherType expected,
        CypherType found,
        TextPosition position
    ) =>
        At(
            StatusCodes.TypeMismatch,
            $"Type mismatch: expected {expected} but was {found}",
            position
        );

    /// <summary>A property or element of what can never have any, or an element by a key of the wrong type.</summary>
    public CypherException AccessMismatch(
        CypherType expected,
        CypherType found,
        TextPosition position
    ) => At(StatusCodes.TypeError, $"Type mismatch: expected {expected} but was {found}", position);

    /// <summary>A variable used as something that it is not.</summary>
    public CypherException ConflictingType(
        Variable variable,
        CypherType expected,
        TextPosition position
    ) =>
        At(
            StatusCodes.TypeMismatch,
            $"Type mismatch: {variable.Name} defined with conflicting type {variable.Type} (expected {expected})",
            position
        );

    /// <summary>A relationship variable that stands twice in one pattern.</summary>
    public CypherException RelationshipUsedTwice(string name, TextPosition position) =>
        Syntax(
            $"Cannot use the same relationship variable '{name}' for multiple relationships",
            position
        );

    /// <summary>A repeated path without a relationship.</summary>
    public CypherException QuantifiedNode(TextPosition position) =>
        Syntax(
            "A quantified path pattern needs to have at least one relationship in it.",
            position
        );

    /// <summary>A repeated path in another one.</summary>
    public CypherException NestedQuantifier(TextPosition position) =>
        Syntax("Quantified path patterns are not allowed to be nested.", position);

    /// <summary>A relationship of variable length in a repeated path.</summary>
    public CypherException WalkInQuantifiedPath(TextPosition position) =>
        Syntax(
            "Variable length relationships cannot be part of a quantified path pattern.",
            position
        );

    /// <summary>A path selector beside other paths.</summary>
    public CypherException SelectorBesideOthers(TextPosition position) =>
        Syntax(
            "Multiple path patterns cannot be used in the same clause in combination with a selective path selector.",
            position
        );

    /// <summary>More conditions on one pattern than planning takes on.</summary>
    public CypherException TooManyConditions(TextPosition position) =>
        Syntax(
            $"A pattern may have at most {PlanningLimits.MaxPatternConditions} conditions",
            position
        );

    /// <summary>A repetition that would never end.</summary>
    public CypherException UnboundedRepetition(TextPosition position) =>
        Syntax(
            "A quantified path pattern in a MATCH with REPEATABLE ELEMENTS needs an upper bound, as in {1,5}.",
            position
        );

    /// <summary>CALL IN TRANSACTIONS where it cannot be run.</summary>
    public CypherException TransactionsNotHere(string where, TextPosition position) =>
        Syntax($"CALL {{ ... }} IN TRANSACTIONS {where} is not supported", position);

    /// <summary>REPORT STATUS where no transaction can fail without the query.</summary>
    public CypherException StatusWithoutReaction(TextPosition position) =>
        Syntax(
            "REPORT STATUS can only be used when specifying ON ERROR CONTINUE or ON ERROR BREAK",
            position
        );

    /// <summary>A number of rows or seconds that transactions cannot have.</summary>
    public CypherException InvalidBatchSize(string text, TextPosition position) =>
        Syntax(
            $"Invalid input. '{text}' is not a valid value. Must be a positive integer.",
            position
        );

    /// <summary>A new name in a pattern that is used as a condition.</summary>
    public CypherException NewVariableInPatternExpression(string name, TextPosition position) =>
        Syntax(
            $"PatternExpressions are not allowed to introduce new variables: '{name}'.",
            position
        );

    /// <summary>A shortest path over other than one relationship of variable length.</summary>
    public CypherException ShortestPathShape(string function, TextPosition position) =>
        Syntax($"{function}(...) requires a pattern containing a single relationship", position);

    /// <summary>A shortest path with a least length.</summary>
    public CypherException ShortestPathMinimum(string function, TextPosition position) =>
        Syntax(
            $"{function}(...) does not support a minimal length different from 0 or 1",
            position
        );

    /// <summary>A shortest path in a clause that makes what its pattern says.</summary>
    public CypherException ShortestPathToMake(string clause, TextPosition position) =>
        Syntax(
            $"shortestPath(...) cannot be used in {clause}, but only in a MATCH clause or as an expression",
            position
        );

    /// <summary>A pattern where a value is asked for, not a condition.</summary>
    public CypherException PatternAsValue(TextPosition position) =>
        Syntax(
            "A pattern expression should only be used in order to test the existence of a pattern. It should therefore "
                + "only be used in contexts that evaluate to a boolean, e.g. inside the function exists() or in a WHERE-clause.",
            position
        );

    /// <summary>A parameter for all of a pattern's properties.</summary>
    public CypherException ParameterMap(string clause, string name, TextPosition position) =>
        Syntax(
            $"Parameter maps cannot be used in `{clause}` patterns (use a literal map instead, e.g. "
                + $"`{{id: ${name}.id}}`)",
            position
        );

    /// <summary>A node that is there already, with labels or properties in a pattern that is to be made.</summary>
    public CypherException DeclaredNodeWithContent(string name, TextPosition position) =>
        At(
            StatusCodes.VariableAlreadyDeclared,
            $"Can't create node `{name}` with labels or properties here. The variable is already declared in this context",
            position
        );

    /// <summary>WHERE in a pattern that is to be made.</summary>
    public CypherException PatternPredicate(string what, string clause, TextPosition position) =>
        Syntax(
            $"{what} pattern predicates are not allowed in {clause}, but only in a MATCH clause or inside a pattern comprehension",
            position
        );

    /// <summary>Labels with other signs than "and" in a pattern that is to be made.</summary>
    public CypherException LabelExpressionInCreation(string clause, TextPosition position) =>
        Syntax(
            $"Label expressions in patterns are not allowed in a {clause} clause, but only in a MATCH clause and in expressions",
            position
        );

    /// <summary>A relationship without a type in a pattern that is to be made.</summary>
    public CypherException TypeMissing(string clause, TextPosition position) =>
        Syntax(
            $"Exactly one relationship type must be specified for {clause}. Did you forget to prefix your relationship type with a ':'?",
            position
        );

    /// <summary>Several types, or none that is written, in a pattern that is to be made.</summary>
    public CypherException TypeNotSingle(string clause, TextPosition position) =>
        Syntax(
            $"A single plain relationship type like `:Rel1` must be specified for {clause}",
            position
        );

    /// <summary>A relationship without a direction in a pattern that is to be made.</summary>
    public CypherException UndirectedInCreation(string clause, TextPosition position) =>
        Syntax($"Only directed relationships are supported in {clause}", position);

    /// <summary>A walk of variable length in a pattern that is to be made.</summary>
    public CypherException WalkInCreation(string clause, TextPosition position) =>
        Syntax($"Variable length relationships cannot be used in {clause}", position);

    /// <summary>A property of a MERGE's pattern that depends on another part of it.</summary>
    public CypherException OwnNameInMerge(string name, TextPosition position) =>
        Syntax(
            $"The MERGE pattern refers to `{name}`, which it introduces itself. Its properties may use only what is there before it",
            position
        );

    /// <summary>A CREATE of more parts than planning takes on.</summary>
    public CypherException CreationTooLarge(TextPosition position) =>
        Syntax(
            $"A CREATE clause may have at most {PlanningLimits.MaxCreatedParts} nodes and relationships",
            position
        );

    /// <summary>DELETE of a node with a label.</summary>
    public CypherException DeleteOfLabel(TextPosition position) =>
        Syntax("DELETE doesn't support removing labels from a node. Try REMOVE.", position);

    /// <summary>A reading clause right behind an updating one.</summary>
    public CypherException WithRequired(string updating, string reading, TextPosition position) =>
        Syntax($"WITH is required between {updating} and {reading}", position);

    /// <summary>An updating clause in a query inside an expression.</summary>
    public CypherException UpdateInSubquery(string kind, TextPosition position) =>
        Syntax($"{kind} Expression cannot contain any updates", position);

    /// <summary>A function that does not exist.</summary>
    public CypherException UnknownFunction(
        string name,
        IEnumerable<string> known,
        TextPosition position
    ) =>
        At(
            StatusCodes.UnknownFunction,
            ApocReplacements.Find(name) is { } use
                ? $"Unknown function '{name}'. Use {use}."
                : $"Unknown function '{name}'{Suggestion(NearestName.Find(name, known), '\'')}",
            position
        );

    /// <summary>A procedure that does not exist.</summary>
    public CypherException UnknownProcedure(
        string name,
        IEnumerable<string> known,
        TextPosition position
    ) =>
        At(
            StatusCodes.ProcedureNotFound,
            $"There is no procedure with the name `{name}` registered for this database instance. "
                + "Please ensure you've spelled the procedure name correctly and that the procedure is properly deployed."
                + (
                    ApocReplacements.Find(name) is { } use ? $" Use {use}."
                    : NearestName.Find(name, known) is { } nearest ? $" Did you mean `{nearest}`?"
                    : ""
                ),
            position
        );

    /// <summary>A call with too few or too many arguments.</summary>
    public CypherException ProcedureArgumentCount(
        ProcedureSignature procedure,
        int found,
        TextPosition position
    ) =>
        Syntax(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Procedure call does not provide the required number of arguments: got {found}, expected {Count(procedure)}. The procedure's signature is {procedure}"
            ),
            position
        );

    /// <summary>A column that a procedure does not have.</summary>
    public CypherException UnknownProcedureColumn(
        string column,
        ProcedureSignature procedure,
        TextPosition position
    ) =>
        Syntax(
            $"Unknown procedure output: `{column}`"
                + Suggestion(
                    NearestName.Find(column, procedure.Columns.Select(static c => c.Name)),
                    '`'
                ),
            position
        );

    /// <summary>A call without parentheses among other clauses.</summary>
    public CypherException ImplicitArguments(string procedure, TextPosition position) =>
        Syntax(
            "Procedure call inside a query does not support passing arguments implicitly. "
                + $"Please pass arguments explicitly in parentheses after procedure name for `{procedure}`",
            position
        );

    /// <summary>A call without YIELD among other clauses, of a procedure that has columns.</summary>
    public CypherException ColumnsNotNamed(string procedure, TextPosition position) =>
        Syntax(
            "Procedure call inside a query does not support naming results implicitly "
                + $"(name explicitly using `YIELD` instead): `{procedure}`",
            position
        );

    /// <summary>YIELD * among other clauses.</summary>
    public CypherException YieldAllInQuery(TextPosition position) =>
        Syntax("`YIELD *` is only valid in standalone procedure calls", position);

    /// <summary>A column of a called subquery whose name is taken.</summary>
    public CypherException Shadowing(string name, TextPosition position) =>
        At(
            StatusCodes.VariableShadowing,
            $"Variable `{name}` already declared in outer scope",
            position
        );

    /// <summary>A first WITH of a called subquery that does more than take variables from around it.</summary>
    public CypherException ImportingWith(TextPosition position) =>
        Syntax(
            "Importing WITH should consist only of simple references to outside variables. "
                + "WHERE, DISTINCT, ORDER BY, SKIP, LIMIT and aliases are not allowed.",
            position
        );

    /// <summary>A column without a name of its own in a called subquery.</summary>
    public CypherException MissingAliasInCall(TextPosition position) =>
        Syntax("Expression in CALL { RETURN ... } must be aliased (use AS)", position);

    /// <summary>Too few arguments.</summary>
    public CypherException InsufficientArguments(string function, TextPosition position) =>
        Syntax($"Insufficient parameters for function '{function}'", position);

    /// <summary>Too many arguments.</summary>
    public CypherException TooManyArguments(string function, TextPosition position) =>
        Syntax($"Too many parameters for function '{function}'", position);

    /// <summary>DISTINCT in a function that does not aggregate.</summary>
    public CypherException InvalidDistinct(string function, TextPosition position) =>
        Syntax($"Invalid use of DISTINCT with function '{function}'", position);

    /// <summary>An aggregate where none may stand.</summary>
    public CypherException InvalidAggregate(
        string function,
        AggregateUse use,
        TextPosition position
    ) =>
        use switch
        {
            AggregateUse.InsideAggregate => At(
                StatusCodes.NestedAggregation,
                "Can't use aggregate functions inside of aggregate functions.",
                position
            ),
            AggregateUse.InsideListExpression => Syntax(
                "Can't use aggregating expressions inside of expressions executing over lists",
                position
            ),
            _ => Syntax(
                $"Invalid use of aggregating function {function}(...) in this context",
                position
            ),
        };

    /// <summary>An aggregate over an expression that gives another value each time.</summary>
    public CypherException RandomInsideAggregate(TextPosition position) =>
        Syntax(
            "Can't use non-deterministic (random) functions inside of aggregate functions.",
            position
        );

    /// <summary>An aggregate in ORDER BY of a projection without aggregates.</summary>
    public CypherException AggregateInOrderBy(TextPosition position) =>
        Syntax(
            "Cannot use aggregation in ORDER BY if there are no aggregate expressions in the preceding projection",
            position
        );

    /// <summary>An item that mixes an aggregate with what is no grouping key.</summary>
    public CypherException ImplicitGrouping(
        IEnumerable<string> expressions,
        TextPosition position
    ) =>
        At(
            StatusCodes.ImplicitGrouping,
            "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + "
                + "count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key "
                + "'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions "
                + $"into a preceding WITH clause. Illegal expression(s): {string.Join(", ", expressions)}",
            position
        );

    /// <summary>A variable that grouping or DISTINCT has taken away.</summary>
    public CypherException NotAccessible(string name, TextPosition position) =>
        Syntax(
            "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before "
                + $"the WITH/RETURN: {name}",
            position
        );

    /// <summary>Two columns of one name.</summary>
    public CypherException DuplicateColumn(TextPosition position) =>
        Syntax("Multiple result columns with the same name are not supported", position);

    /// <summary>An item with an aggregate as a key of GROUP BY.</summary>
    public CypherException AggregateAsKey(string name, TextPosition position) =>
        Syntax(
            $"`{name}` has an aggregate function and cannot be a key of the GROUP BY that it is computed with",
            position
        );

    /// <summary>A star without anything that it could stand for.</summary>
    public CypherException EmptyStar(TextPosition position) =>
        Syntax("RETURN * is not allowed when there are no variables in scope", position);

    /// <summary>A column without a name in WITH.</summary>
    public CypherException MissingAlias(TextPosition position) =>
        Syntax("Expression in WITH must be aliased (use AS)", position);

    /// <summary>A column after YIELD that a list does not have.</summary>
    public CypherException UnknownYieldColumn(string name, TextPosition position) =>
        Syntax($"Trying to YIELD non-existing column: `{name}`", position);

    /// <summary>UNION of queries with other columns.</summary>
    public CypherException UnionColumns(TextPosition position) =>
        At(
            StatusCodes.UnionColumnsDiffer,
            "All sub queries in an UNION must have the same return column names",
            position
        );

    /// <summary>A row count that is no natural number.</summary>
    public CypherException InvalidRowCount(string text, TextPosition position) =>
        Syntax(
            $"Invalid input. '{text}' is not a valid value. Must be a non-negative integer.",
            position
        );

    /// <summary>A variable in a row count.</summary>
    public CypherException VariableInRowCount(string clause, TextPosition position) =>
        Syntax(
            $"It is not allowed to refer to variables in {clause}, so that the value for {clause} can be statically "
                + "calculated.",
            position
        );

    /// <summary>COLLECT over other than one column.</summary>
    public CypherException CollectColumns(TextPosition position) =>
        Syntax("A Collect Expression must end with a single return column.", position);

    /// <summary>Something that the language has and this server does not plan.</summary>
    public CypherException NotSupported(string what, TextPosition position) =>
        At(StatusCodes.UnsupportedOperation, $"{what} is not supported", position);

    private static string Count(ProcedureSignature procedure) =>
        procedure.RequiredCount == procedure.Parameters.Count
            ? procedure.RequiredCount.ToString(CultureInfo.InvariantCulture)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{procedure.RequiredCount} to {procedure.Parameters.Count}"
            );

    private static string Suggestion(string? nearest, char quote) =>
        nearest is null ? "" : $", did you mean {quote}{nearest}{quote}?";

    private CypherException Syntax(string message, TextPosition position) =>
        At(StatusCodes.SyntaxError, message, position);

    private CypherException At(StatusCode status, string message, TextPosition position) =>
        new(status, ErrorText.At(message, query, position), position);
}
