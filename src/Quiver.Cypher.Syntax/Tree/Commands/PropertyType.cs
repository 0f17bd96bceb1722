namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>A type that values of properties may have.</summary>
/// <param name="Scalar">The type of the value, or of the elements of a list.</param>
/// <param name="IsList">Whether values are lists.</param>
public readonly record struct PropertyType(PropertyScalar Scalar, bool IsList)
{
    /// <summary>The type in Cypher: <c>ZONED DATETIME</c>, <c>LIST&lt;STRING NOT NULL&gt;</c>.</summary>
    public override string ToString()
    {
        string scalar = Scalar switch
        {
            PropertyScalar.LocalTime => "LOCAL TIME",
            PropertyScalar.ZonedTime => "ZONED TIME",
            PropertyScalar.LocalDateTime => "LOCAL DATETIME",
            PropertyScalar.ZonedDateTime => "ZONED DATETIME",
            _ => Scalar.ToString().ToUpperInvariant(),
        };
        return IsList ? $"LIST<{scalar} NOT NULL>" : scalar;
    }
}
