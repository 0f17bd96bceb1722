namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A connective of three-valued logic.</summary>
public enum LogicalOperator
{
    /// <summary>All hold.</summary>
    And,

    /// <summary>At least one holds.</summary>
    Or,

    /// <summary>An odd number hold.</summary>
    Xor,
}
