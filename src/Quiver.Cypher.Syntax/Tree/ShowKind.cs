namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What SHOW lists.</summary>
public enum ShowKind
{
    /// <summary>Indexes.</summary>
    Indexes,

    /// <summary>Constraints.</summary>
    Constraints,

    /// <summary>Databases.</summary>
    Databases,

    /// <summary>Further names of databases.</summary>
    Aliases,

    /// <summary>Users.</summary>
    Users,

    /// <summary>Users, and how they prove who they are.</summary>
    UserAuthentication,

    /// <summary>Functions.</summary>
    Functions,

    /// <summary>Procedures.</summary>
    Procedures,

    /// <summary>Settings.</summary>
    Settings,

    /// <summary>Transactions that run now.</summary>
    Transactions,

    /// <summary>Transactions that TERMINATE stops: the one list that does something.</summary>
    TerminatedTransactions,
}
