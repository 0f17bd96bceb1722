namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>What a <see cref="BoundArithmetic"/> computes.</summary>
public enum ArithmeticOperator
{
    /// <summary><c>+</c>: numbers, text, lists, temporal values with durations.</summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c>: truncates between integers.</summary>
    Divide,

    /// <summary><c>%</c>: has the dividend's sign.</summary>
    Modulo,

    /// <summary><c>^</c>: always a float.</summary>
    Power,

    /// <summary><c>||</c>: text with text or lists with lists.</summary>
    Concatenate,
}
