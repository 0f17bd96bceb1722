namespace Quiver.Cypher.Syntax.Tree;

/// <summary>An arithmetic sign.</summary>
public enum ArithmeticOperator
{
    /// <summary><c>+</c>: adds numbers, joins strings and lists.</summary>
    Add,

    /// <summary><c>||</c>: joins strings or lists.</summary>
    Concatenate,

    /// <summary><c>-</c>.</summary>
    Subtract,

    /// <summary><c>*</c>.</summary>
    Multiply,

    /// <summary><c>/</c>.</summary>
    Divide,

    /// <summary><c>%</c>.</summary>
    Modulo,

    /// <summary><c>^</c>.</summary>
    Power,
}
