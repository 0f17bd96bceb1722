using Quiver.Cypher.Planning.Logical;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Notifications;

/// <summary>Every notification that planning gives: one method each, in Neo4j's codes and wording.</summary>
internal static class PlanNotifications
{
    private const string Prefix = "Neo.ClientNotification.Statement.";

    /// <summary>A label that no node has ever had.</summary>
    public static PlanNotification UnknownLabel(
        string name,
        string? nearest,
        TextPosition position
    ) =>
        Unrecognized(
            "UnknownLabelWarning",
            "01N50",
            $"warn: label does not exist. The label `{name}` does not exist. Verify that the spelling is correct.",
            "The provided label is not in the database.",
            "One of the labels in your query is not available in the database, make sure you didn't misspell it or that "
                + "the label is available when you run this statement in your application (the missing label name is: "
                + $"{name}){Suggestion(nearest)}",
            position
        );

    /// <summary>A type that no relationship has ever had.</summary>
    public static PlanNotification UnknownRelationshipType(
        string name,
        string? nearest,
        TextPosition position
    ) =>
        Unrecognized(
            "UnknownRelationshipTypeWarning",
            "01N51",
            $"warn: relationship type does not exist. The relationship type `{name}` does not exist. Verify that the "
                + "spelling is correct.",
            "The provided relationship type is not in the database.",
            "One of the relationship types in your query is not available in the database, make sure you didn't misspell "
                + "it or that the label is available when you run this statement in your application (the missing "
                + $"relationship type is: {name}){Suggestion(nearest)}",
            position
        );

    /// <summary>A property key that nothing has ever had.</summary>
    public static PlanNotification UnknownPropertyKey(
        string name,
        string? nearest,
        TextPosition position
    ) =>
        Unrecognized(
            "UnknownPropertyKeyWarning",
            "01N52",
            $"warn: property key does not exist. The property `{name}` does not exist. Verify that the spelling is "
                + "correct.",
            "The provided property key is not in the database",
            "One of the property names in your query is not available in the database, make sure you didn't misspell it "
                + "or that the label is available when you run this statement in your application (the missing property "
                + $"name is: {name}){Suggestion(nearest)}",
            position
        );

    /// <summary>A shortest path over any number of relationships.</summary>
    /// <param name="pattern">The pattern as written.</param>
    /// <param name="position">Where it is.</param>
    public static PlanNotification UnboundedShortestPath(string pattern, TextPosition position) =>
        new(
            Prefix + "UnboundedVariableLengthPattern",
            "03N91",
            $"info: unbounded variable length pattern. The provided pattern `{pattern}` is unbounded. Shortest path with an "
                + "unbounded pattern may result in long execution times. Use an upper limit (e.g. `[*..5]`) on the number of "
                + "node hops in your pattern.",
            "The provided pattern is unbounded, consider adding an upper limit to the number of node hops.",
            "Using shortest path with an unbounded pattern will likely result in long execution times. It is recommended to "
                + "use an upper limit to the number of node hops in your pattern.",
            IsWarning: false,
            "PERFORMANCE",
            position
        );

    /// <summary>Conditions on a shortest path that no single step of it shows.</summary>
    /// <param name="predicates">The conditions as text.</param>
    public static PlanNotification ExhaustiveShortestPath(string predicates) =>
        Performance(
            "ExhaustiveShortestPath",
            "03N92",
            "info: exhaustive shortest path. The query runs with exhaustive shortest path due to the existential predicate(s) "
                + $"`{predicates}`. It may be possible to use `WITH` to separate the `MATCH` from the existential predicate(s).",
            "Exhaustive shortest path has been planned for your query that means that shortest path graph algorithm might not "
                + "be used to find the shortest path. Hence an exhaustive enumeration of all paths might be used in order to "
                + "find the requested shortest path.",
            "Using shortest path with an exhaustive search fallback might cause query slow down since shortest path graph "
                + "algorithms might not work for this use case. It is recommended to introduce a WITH to separate the MATCH "
                + "containing the shortest path from the existential predicates on that path."
        );

    /// <summary>LOAD CSV with a scan of a large label.</summary>
    /// <param name="label">The label.</param>
    public static PlanNotification NoApplicableIndex(string label) =>
        Performance(
            "NoApplicableIndex",
            "03N93",
            "info: no applicable index. `LOAD CSV` in combination with `MATCH` or `MERGE` on a label that does not have an index "
                + $"may result in long execution times. Consider adding an index for label `{label}`.",
            "Adding a schema index may speed up this query.",
            "Using LOAD CSV followed by a MATCH or MERGE that matches a non-indexed label will most likely not perform well on "
                + "large data sets. Please consider using a schema index."
        );

    /// <summary>LOAD CSV in a plan that keeps all rows.</summary>
    public static PlanNotification EagerOperator() =>
        Performance(
            "EagerOperator",
            "03N94",
            "info: eager operator. The query execution plan contains the `Eager` operator. `LOAD CSV` in combination with "
                + "`Eager` can consume a lot of memory.",
            "The execution plan for this query contains the Eager operator, which forces all dependent data to be materialized "
                + "in main memory before proceeding",
            "Using LOAD CSV with a large data set in a query where the execution plan contains the Eager operator could "
                + "potentially consume a lot of memory and is likely to not perform well. See the manual on the Eager operator "
                + "for more information and hints on how problems could be avoided."
        );

    /// <summary>A property whose key is computed, of a node or relationship whose label or type has an index.</summary>
    /// <param name="token">The label or type.</param>
    /// <param name="isRelationship">Whether it is a type.</param>
    public static PlanNotification DynamicProperty(string token, bool isRelationship) =>
        Performance(
            "DynamicProperty",
            "03N95",
            $"info: dynamic property. An index exists on label/type(s) `{token}`. It is not possible to use indexes for dynamic "
                + "properties. Consider using static properties.",
            "Queries using dynamic properties will use neither index seeks nor index scans for those properties",
            "Using a dynamic property makes it impossible to use an index lookup for this query "
                + $"(indexed {(isRelationship ? "type" : "label")} is: {token})"
        );

    /// <summary>A variable of a CALL subquery that is called like one around it.</summary>
    public static PlanNotification SubqueryShadowing(string name, TextPosition position) =>
        new(
            Prefix + "SubqueryVariableShadowing",
            "03N60",
            $"info: subquery variable shadowing. The variable `{name}` in the subquery uses the same name as a variable from the "
                + $"outer query. Use `WITH {name}` in the subquery to import the one from the outer scope unless you want it to "
                + "be a new variable.",
            "Variable in subquery is shadowing a variable with the same name from the outer scope.",
            "Variable in subquery is shadowing a variable with the same name from the outer scope. If you want to use that "
                + "variable instead, it must be imported into the subquery using importing WITH clause. "
                + $"(the shadowing variable is: {name})",
            IsWarning: false,
            "GENERIC",
            position
        );

    /// <summary>A part of the language that is on its way out.</summary>
    /// <param name="what">What it is called.</param>
    /// <param name="replacement">What to write instead.</param>
    /// <param name="description">The whole in the older wording.</param>
    /// <param name="position">Where it is.</param>
    public static PlanNotification Deprecated(
        string what,
        string replacement,
        string description,
        TextPosition position
    ) =>
        new(
            Prefix + "FeatureDeprecationWarning",
            "01N01",
            $"warn: feature deprecated with replacement. {what} is deprecated. It is replaced by {replacement}.",
            "This feature is deprecated and will be removed in future versions.",
            description,
            IsWarning: true,
            "DEPRECATION",
            position
        );

    /// <summary>A MATCH whose parts do not hang together.</summary>
    /// <param name="identifiers">The variables of the parts after the first.</param>
    /// <param name="pattern">The parts as text.</param>
    /// <param name="position">The clause.</param>
    public static PlanNotification CartesianProduct(
        IReadOnlyList<string> identifiers,
        string pattern,
        TextPosition position
    )
    {
        string which =
            identifiers.Count == 1
                ? $"(identifier is: ({identifiers[0]}))"
                : $"(identifiers are: ({string.Join(", ", identifiers)}))";
        return new PlanNotification(
            Prefix + "CartesianProduct",
            "03N90",
            $"info: cartesian product. The disconnected pattern `{pattern}` builds a cartesian product. A cartesian "
                + "product may produce a large amount of data and slow down query processing.",
            "This query builds a cartesian product between disconnected patterns.",
            "If a part of a query contains multiple disconnected patterns, this will build a cartesian product between all "
                + "those parts. This may produce a large amount of data and slow down query processing. While occasionally "
                + "intended, it may often be possible to reformulate the query that avoids the use of this cross product, "
                + $"perhaps by adding a relationship between the different parts or by using OPTIONAL MATCH {which}",
            IsWarning: false,
            "PERFORMANCE",
            position
        );
    }

    /// <summary>A hint of an index that does not exist.</summary>
    public static PlanNotification HintedIndexNotFound(BoundHint hint)
    {
        string variable = hint.Variable.Name;
        string keys = string.Join(", ", hint.Keys.Select(k => $"`{variable}`.`{k}`"));
        string index = $"INDEX FOR (`{variable}`:`{hint.Token}`) ON ({keys})";
        return Hint(
            "Neo.ClientNotification.Schema.HintedIndexNotFound",
            "01N31",
            $"warn: hinted index not found. Unable to create a plan with `{index}` because the index does not exist.",
            "The request (directly or indirectly) referred to an index that does not exist.",
            $"The hinted index does not exist, please check the schema (index is: {index})",
            hint
        );
    }

    /// <summary>A hint of a join that is in no plan.</summary>
    public static PlanNotification JoinHintUnfulfillable(BoundHint hint) =>
        Hint(
            Prefix + "JoinHintUnfulfillableWarning",
            "01N30",
            $"warn: joined hint unfulfillable. Unable to create a plan with `JOIN ON {hint.Variable.Name}`. Try to change the join key(s) or restructure your query.",
            "The database was unable to plan a hinted join.",
            "The hinted join was not planned. This could happen because no generated plan contained the join key, please "
                + "try using a different join key or restructure your query. "
                + $"(hinted join key identifier is: {hint.Variable.Name})",
            hint
        );

    private static string Suggestion(string? nearest) =>
        nearest is null ? "" : $". Did you mean `{nearest}`?";

    private static PlanNotification Performance(
        string code,
        string gqlStatus,
        string statusDescription,
        string title,
        string description
    ) =>
        new(
            Prefix + code,
            gqlStatus,
            statusDescription,
            title,
            description,
            IsWarning: false,
            "PERFORMANCE",
            Position: null
        );

    private static PlanNotification Hint(
        string code,
        string gqlStatus,
        string statusDescription,
        string title,
        string description,
        BoundHint hint
    ) =>
        new(
            code,
            gqlStatus,
            statusDescription,
            title,
            description,
            IsWarning: true,
            "HINT",
            hint.Position
        );

    private static PlanNotification Unrecognized(
        string code,
        string gqlStatus,
        string statusDescription,
        string title,
        string description,
        TextPosition position
    ) =>
        new(
            Prefix + code,
            gqlStatus,
            statusDescription,
            title,
            description,
            IsWarning: true,
            "UNRECOGNIZED",
            position
        );
}
