using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>Everything that SHOW can list: one entry for each kind and selection of it. The longest that fits is meant.</summary>
internal static class ShowForms
{
    /// <summary>What follows the name of <see cref="OneAlias"/>.</summary>
    public const string BehindAlias = "FOR DATABASE";

    private const string Index = "INDEXES|INDEX";

    private const string Constraint = "CONSTRAINTS|CONSTRAINT";

    private const string Database = "DATABASES|DATABASE";

    private const string Transaction = "TRANSACTIONS|TRANSACTION";

    private const string Relationship = "RELATIONSHIP|REL";

    private const string Function = "FUNCTIONS|FUNCTION";

    private const string Procedure = "PROCEDURES|PROCEDURE";

    /// <summary>SHOW TRANSACTIONS, which other commands may follow.</summary>
    public static ShowForm Running { get; } =
        new(ShowKind.Transactions, "", Transaction, ShowNames.List);

    /// <summary>The forms.</summary>
    public static ImmutableArray<ShowForm> All { get; } =
    [
        new(ShowKind.Indexes, "", $"[ALL] {Index}"),
        .. Selections(ShowKind.Indexes, Index, "RANGE", "TEXT", "POINT", "LOOKUP"),
        .. Selections(ShowKind.Indexes, Index, "FULLTEXT", "VECTOR"),
        new(ShowKind.Constraints, "", $"[ALL] {Constraint}"),
        .. ConstraintForms("UNIQUE", "[PROPERTY] UNIQUENESS|UNIQUE"),
        .. ConstraintForms("KEY", "KEY"),
        .. ConstraintForms("EXISTENCE", "[PROPERTY] EXISTENCE|EXIST"),
        .. ConstraintForms("TYPE", "PROPERTY TYPE"),
        new(ShowKind.Databases, "", Database, ShowNames.Name),
        new(ShowKind.Databases, "DEFAULT", "DEFAULT DATABASE"),
        new(ShowKind.Databases, "HOME", "HOME DATABASE"),
        new(ShowKind.Aliases, "", $"ALIASES|ALIAS FOR {Database}"),
        new(ShowKind.Users, "", "USERS|USER"),
        new(ShowKind.Users, "CURRENT", "CURRENT USER"),
        new(ShowKind.UserAuthentication, "", "USERS|USER WITH AUTH"),
        new(ShowKind.Functions, "", $"[ALL] {Function}"),
        new(ShowKind.Functions, "BUILT IN", $"BUILT IN {Function}"),
        new(ShowKind.Functions, "USER DEFINED", $"USER DEFINED {Function}"),
        .. Executable(ShowKind.Functions, "", $"[ALL] {Function}"),
        .. Executable(ShowKind.Functions, "BUILT IN", $"BUILT IN {Function}"),
        .. Executable(ShowKind.Functions, "USER DEFINED", $"USER DEFINED {Function}"),
        new(ShowKind.Procedures, "", Procedure),
        .. Executable(ShowKind.Procedures, "", Procedure),
        new(ShowKind.Settings, "", "SETTINGS|SETTING", ShowNames.List),
        Running,
    ];

    /// <summary>SHOW ALIAS with a name, which stands among the words.</summary>
    public static ShowForm OneAlias { get; } = new(ShowKind.Aliases, "", "ALIAS|ALIASES");

    /// <summary>What follows TERMINATE.</summary>
    public static ShowForm Terminated { get; } =
        new(ShowKind.TerminatedTransactions, "", Transaction, ShowNames.List);

    private static IEnumerable<ShowForm> Selections(
        ShowKind kind,
        string noun,
        params string[] selections
    ) => selections.Select(selection => new ShowForm(kind, selection, $"{selection} {noun}"));

    // Whoever asks may call all of them.
    private static IEnumerable<ShowForm> Executable(
        ShowKind kind,
        string selection,
        string phrase
    ) =>
        [
            new(kind, selection, $"{phrase} EXECUTABLE"),
            new(kind, selection, $"{phrase} EXECUTABLE BY CURRENT USER"),
            new(kind, selection, $"{phrase} EXECUTABLE BY", ShowNames.Ignored),
        ];

    private static IEnumerable<ShowForm> ConstraintForms(string selection, string words) =>
        [
            new(ShowKind.Constraints, selection, $"{words} {Constraint}"),
            new(ShowKind.Constraints, $"NODE {selection}", $"NODE {words} {Constraint}"),
            new(
                ShowKind.Constraints,
                $"RELATIONSHIP {selection}",
                $"{Relationship} {words} {Constraint}"
            ),
        ];
}
