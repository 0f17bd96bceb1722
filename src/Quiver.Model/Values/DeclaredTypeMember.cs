using System.Globalization;

namespace Quiver.Model.Values;

/// <summary>One of the types that a declared type is a union of.</summary>
/// <param name="Kind">Which type.</param>
/// <param name="IsNotNull">Whether null is not among its values.</param>
/// <param name="Element">The type of a list's elements; null for what is no list.</param>
public sealed record DeclaredTypeMember(
    DeclaredTypeKind Kind,
    bool IsNotNull,
    DeclaredType? Element = null
)
{
    /// <summary>What the coordinates of a vector are; null for whatever.</summary>
    public CoordinateType? Coordinates { get; init; }

    /// <summary>How many coordinates a vector has; null for any number.</summary>
    public int? Dimension { get; init; }

    /// <summary>Whether a value is of the type.</summary>
    public bool Holds(in Value value) =>
        value.IsNull
            ? !IsNotNull && Kind != DeclaredTypeKind.Nothing
            : Kind switch
            {
                DeclaredTypeKind.Any => true,
                DeclaredTypeKind.Boolean => value.Kind == ValueKind.Boolean,
                DeclaredTypeKind.String => value.Kind == ValueKind.String,
                DeclaredTypeKind.Integer => value.Kind == ValueKind.Integer,
                DeclaredTypeKind.Float => value.Kind == ValueKind.Float,
                DeclaredTypeKind.Date => value.Kind == ValueKind.Date,
                DeclaredTypeKind.LocalTime => value.Kind == ValueKind.LocalTime,
                DeclaredTypeKind.ZonedTime => value.Kind == ValueKind.ZonedTime,
                DeclaredTypeKind.LocalDateTime => value.Kind == ValueKind.LocalDateTime,
                DeclaredTypeKind.ZonedDateTime => value.Kind == ValueKind.ZonedDateTime,
                DeclaredTypeKind.Duration => value.Kind == ValueKind.Duration,
                DeclaredTypeKind.Point => value.Kind == ValueKind.Point,
                DeclaredTypeKind.Vector => value.Kind == ValueKind.Vector
                    && HoldsVector(value.AsVector()),
                DeclaredTypeKind.Node => value.Kind == ValueKind.Node,
                DeclaredTypeKind.Relationship => value.Kind == ValueKind.Relationship,
                DeclaredTypeKind.Map => value.Kind == ValueKind.Map,
                DeclaredTypeKind.Path => value.Kind == ValueKind.Path,
                DeclaredTypeKind.List => value.Kind == ValueKind.List && HoldsAll(value.AsList()),
                DeclaredTypeKind.PropertyValue => IsPropertyValue(value),
                _ => false,
            };

    /// <summary>The type in Cypher.</summary>
    public override string ToString()
    {
        string name = Kind switch
        {
            DeclaredTypeKind.LocalTime => "LOCAL TIME",
            DeclaredTypeKind.ZonedTime => "ZONED TIME",
            DeclaredTypeKind.LocalDateTime => "LOCAL DATETIME",
            DeclaredTypeKind.ZonedDateTime => "ZONED DATETIME",
            DeclaredTypeKind.PropertyValue => "PROPERTY VALUE",
            DeclaredTypeKind.List => $"LIST<{Element}>",
            DeclaredTypeKind.Vector => VectorText(),
            _ => Kind.ToString().ToUpperInvariant(),
        };
        return IsNotNull ? name + " NOT NULL" : name;
    }

    private bool HoldsVector(VectorValue vector) =>
        (Coordinates is null || Coordinates == vector.Type)
        && (Dimension is null || Dimension == vector.Dimensions);

    private string VectorText()
    {
        string coordinates = Coordinates is { } type ? $"<{VectorValue.NameOf(type)}>" : "";
        string dimension = Dimension is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"({count})")
            : "";
        return "VECTOR" + coordinates + dimension;
    }

    private bool HoldsAll(ListValue list)
    {
        foreach (var element in list.AsSpan())
        {
            if (!Element!.Holds(element))
            {
                return false;
            }
        }
        return true;
    }

    // A property may be a single value that is stored, or a list of such values of one kind.
    private static bool IsPropertyValue(in Value value)
    {
        if (value.Kind != ValueKind.List)
        {
            return IsScalar(value.Kind);
        }
        var elements = value.AsList().AsSpan();
        foreach (var element in elements)
        {
            if (!IsScalar(element.Kind) || element.Kind != elements[0].Kind)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsScalar(ValueKind kind) =>
        kind
            is not (
                ValueKind.Null
                or ValueKind.List
                or ValueKind.Map
                or ValueKind.Node
                or ValueKind.Relationship
                or ValueKind.Path
            );
}
