namespace Quiver.Cypher.Execution.Functions.Numeric;

/// <summary>Where round() goes with what it cuts off.</summary>
internal enum RoundingMode
{
    /// <summary>Away from zero.</summary>
    Up,

    /// <summary>Towards zero.</summary>
    Down,

    /// <summary>Towards positive infinity.</summary>
    Ceiling,

    /// <summary>Towards negative infinity.</summary>
    Floor,

    /// <summary>To the nearest, ties away from zero.</summary>
    HalfUp,

    /// <summary>To the nearest, ties towards zero.</summary>
    HalfDown,

    /// <summary>To the nearest, ties to the even digit.</summary>
    HalfEven,
}
