using System.Diagnostics;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Shows;

/// <summary>The columns of every list that SHOW gives, in the order of <c>YIELD *</c>.</summary>
public static class ShowColumns
{
    private static readonly CypherType s_strings = CypherType.ListOf(CypherType.String);

    private static readonly CypherType s_dateTime = new(TypeKinds.DateTime);

    private static readonly IReadOnlyList<ShowColumn> s_indexes =
    [
        Default("id", CypherType.Integer),
        Default("name", CypherType.String),
        Default("state", CypherType.String),
        Default("populationPercent", CypherType.Float),
        Default("type", CypherType.String),
        Default("entityType", CypherType.String),
        Default("labelsOrTypes", s_strings),
        Default("properties", s_strings),
        Default("indexProvider", CypherType.String),
        Default("owningConstraint", CypherType.String),
        Default("lastRead", s_dateTime),
        Default("readCount", CypherType.Integer),
        Further("trackedSince", s_dateTime),
        Further("options", CypherType.Map),
        Further("failureMessage", CypherType.String),
        Further("createStatement", CypherType.String),
    ];

    private static readonly IReadOnlyList<ShowColumn> s_constraints =
    [
        Default("id", CypherType.Integer),
        Default("name", CypherType.String),
        Default("type", CypherType.String),
        Default("entityType", CypherType.String),
        Default("labelsOrTypes", s_strings),
        Default("properties", s_strings),
        Default("ownedIndex", CypherType.String),
        Default("propertyType", CypherType.String),
        Further("options", CypherType.Map),
        Further("createStatement", CypherType.String),
    ];

    // The newer language's graph types are behind two more.
    private static readonly IReadOnlyList<ShowColumn> s_constraintsOfCypher25 =
    [
        .. s_constraints.TakeWhile(static c => c.Name != "ownedIndex"),
        Default("enforcedLabel", CypherType.String),
        Further("classification", CypherType.String),
        .. s_constraints.SkipWhile(static c => c.Name != "ownedIndex"),
    ];

    /// <summary>The columns of a list.</summary>
    /// <param name="kind">What it lists.</param>
    /// <param name="version">The version of the language that was asked for.</param>
    public static IReadOnlyList<ShowColumn> Of(ShowKind kind, LanguageVersion version) =>
        kind switch
        {
            ShowKind.Indexes => s_indexes,
            ShowKind.Constraints when version == LanguageVersion.Cypher25 =>
                s_constraintsOfCypher25,
            ShowKind.Constraints => s_constraints,
            ShowKind.Databases => AdministrationColumns.Databases,
            ShowKind.Aliases => AdministrationColumns.Aliases,
            ShowKind.Users => AdministrationColumns.Users,
            ShowKind.UserAuthentication => AdministrationColumns.UserAuthentication,
            ShowKind.Functions => LanguageColumns.Functions,
            ShowKind.Procedures => LanguageColumns.Procedures,
            ShowKind.Settings => LanguageColumns.Settings,
            ShowKind.Transactions => TransactionColumns.Running,
            ShowKind.TerminatedTransactions => TransactionColumns.Terminated,
            _ => throw new UnreachableException(kind.ToString()),
        };

    /// <summary>A column that is there without YIELD.</summary>
    private static ShowColumn Default(string name, CypherType type) => new(name, type, true);

    /// <summary>A column that YIELD must ask for.</summary>
    private static ShowColumn Further(string name, CypherType type) => new(name, type, false);
}
