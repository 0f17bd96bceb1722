namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>What a CREATE command does when there is one of that name.</summary>
public enum CreationMode
{
    /// <summary>It fails.</summary>
    Create,

    /// <summary>IF NOT EXISTS: nothing.</summary>
    IfNotExists,

    /// <summary>OR REPLACE: it drops that one first.</summary>
    OrReplace,
}
