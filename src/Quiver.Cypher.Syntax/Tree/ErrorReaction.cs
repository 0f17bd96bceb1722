namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What becomes of the query when one of the transactions of CALL IN TRANSACTIONS fails.</summary>
public enum ErrorReaction
{
    /// <summary>It fails, too.</summary>
    Fail,

    /// <summary>It goes on with the next transaction.</summary>
    Continue,

    /// <summary>It starts no more transactions, and succeeds.</summary>
    Break,
}
