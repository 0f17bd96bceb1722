using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>A type that values of properties may have.</summary>
/// <param name="Scalar">The kind of the value, or of the elements of a list.</param>
/// <param name="IsList">Whether values are lists.</param>
public readonly record struct PropertyType(ValueKind Scalar, bool IsList)
{
    /// <summary>The type in Cypher: <c>ZONED DATETIME</c>, <c>LIST&lt;STRING NOT NULL&gt;</c>.</summary>
    public override string ToString()
    {
        string scalar = ValueTypeName.OfKind(Scalar);
        return IsList ? $"LIST<{scalar} NOT NULL>" : scalar;
    }
}
