namespace Quiver.Cypher.Planning.Plans;

/// <summary>What becomes of a query when one of its inner transactions fails.</summary>
public enum TransactionFailure
{
    /// <summary>It fails, too.</summary>
    Fail,

    /// <summary>It goes on with the next transaction.</summary>
    Continue,

    /// <summary>It starts no more transactions, and succeeds.</summary>
    Break,
}
