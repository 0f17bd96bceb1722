namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Whether a statement runs or shows its plan.</summary>
public enum StatementMode
{
    /// <summary>It runs.</summary>
    Normal,

    /// <summary>It is planned, not run.</summary>
    Explain,

    /// <summary>It runs and its plan carries measured rows and hits.</summary>
    Profile,
}
