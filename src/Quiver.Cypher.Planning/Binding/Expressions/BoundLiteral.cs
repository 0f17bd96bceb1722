using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A constant: null, a boolean, a number or text.</summary>
/// <param name="Value">The constant.</param>
/// <param name="Type">Its type.</param>
public sealed record BoundLiteral(Value Value, CypherType Type) : BoundLeaf(Type)
{
    /// <summary>The literal null.</summary>
    public static readonly BoundLiteral Null = new(Value.Null, CypherType.Null);

    /// <summary>The literal true.</summary>
    public static readonly BoundLiteral True = Boolean(true);

    /// <summary>The literal false.</summary>
    public static readonly BoundLiteral False = Boolean(false);

    /// <summary>A boolean literal.</summary>
    public static BoundLiteral Boolean(bool value) => new(Value.Boolean(value), CypherType.Boolean);

    /// <summary>An integer literal.</summary>
    public static BoundLiteral Integer(long value) => new(Value.Integer(value), CypherType.Integer);

    /// <summary>A float literal.</summary>
    public static BoundLiteral Float(double value) => new(Value.Float(value), CypherType.Float);

    /// <summary>A text literal.</summary>
    public static BoundLiteral String(string value) => new(Value.String(value), CypherType.String);

    /// <inheritdoc/>
    public bool Equals(BoundLiteral? other) =>
        other is not null
        && Value.Kind == other.Value.Kind
        && Value.Bits == other.Value.Bits
        && (Value.Kind != ValueKind.String || Value.AsUtf8().SequenceEqual(other.Value.AsUtf8()));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value.Kind, Value.Bits);
}
