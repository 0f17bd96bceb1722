namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>What a database lets its users do.</summary>
public enum DatabaseAccess
{
    /// <summary>Read and write.</summary>
    ReadWrite,

    /// <summary>Only read.</summary>
    ReadOnly,
}
