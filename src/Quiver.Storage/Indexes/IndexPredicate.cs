using Quiver.Model.Values;

namespace Quiver.Storage.Indexes;

/// <summary>A predicate on one property of an index. Semantics are those of Cypher's operators: what they do not give true for is not found.</summary>
public readonly record struct IndexPredicate
{
    private IndexPredicate(IndexPredicateKind kind, Value low, Value high)
    {
        Kind = kind;
        Low = low;
        High = high;
    }

    /// <summary>What it says.</summary>
    public IndexPredicateKind Kind { get; }

    /// <summary>The value, text, lower bound, lower left corner or centre.</summary>
    public Value Low { get; }

    /// <summary>The upper bound, or the upper right corner.</summary>
    public Value High { get; }

    /// <summary>Whether there is a lower bound.</summary>
    public bool HasLow { get; private init; }

    /// <summary>Whether there is an upper bound.</summary>
    public bool HasHigh { get; private init; }

    /// <summary>Whether the lower bound itself is in.</summary>
    public bool IncludesLow { get; private init; }

    /// <summary>Whether the upper bound, or a point at the very distance, is in.</summary>
    public bool IncludesHigh { get; private init; }

    /// <summary>The greatest distance.</summary>
    public double Distance { get; private init; }

    /// <summary>The property exists.</summary>
    public static IndexPredicate Exists { get; } = new(IndexPredicateKind.Exists, default, default);

    /// <summary>The property equals a value; null equals nothing.</summary>
    public static IndexPredicate Exact(Value value) =>
        new(IndexPredicateKind.Exact, value, default);

    /// <summary>The property lies between two bounds. Nothing is greater or less than the value null; no bound at all is something else.</summary>
    /// <param name="low">The lower bound; C#'s null for none.</param>
    /// <param name="includesLow">Whether it is in.</param>
    /// <param name="high">The upper bound; C#'s null for none.</param>
    /// <param name="includesHigh">Whether it is in.</param>
    public static IndexPredicate Range(
        Value? low,
        bool includesLow,
        Value? high,
        bool includesHigh
    ) =>
        new(IndexPredicateKind.Range, low ?? Value.Null, high ?? Value.Null)
        {
            HasLow = low is not null,
            HasHigh = high is not null,
            IncludesLow = includesLow,
            IncludesHigh = includesHigh,
        };

    /// <summary>The property is text that begins so.</summary>
    public static IndexPredicate Prefix(Value text) =>
        new(IndexPredicateKind.Prefix, text, default);

    /// <summary>The property is text in which this occurs.</summary>
    public static IndexPredicate Contains(Value text) =>
        new(IndexPredicateKind.Contains, text, default);

    /// <summary>The property is text that ends so.</summary>
    public static IndexPredicate EndsWith(Value text) =>
        new(IndexPredicateKind.EndsWith, text, default);

    /// <summary>The property is a point in a box, its border included: <c>point.withinBBox</c>.</summary>
    public static IndexPredicate WithinBox(Value lowerLeft, Value upperRight) =>
        new(IndexPredicateKind.WithinBox, lowerLeft, upperRight);

    /// <summary>The property is a point within a distance of another: <c>point.distance(p, centre) &lt; d</c>.</summary>
    public static IndexPredicate WithinDistance(Value centre, double distance, bool isInclusive) =>
        new(IndexPredicateKind.WithinDistance, centre, default)
        {
            Distance = distance,
            IncludesHigh = isInclusive,
        };

    /// <summary>Whether a property's value fulfils it; null never does.</summary>
    public bool Holds(Value value) =>
        Kind switch
        {
            IndexPredicateKind.Exists => !value.IsNull,
            IndexPredicateKind.Exact => ValueEquality.Compare(value, Low) == Ternary.True,
            IndexPredicateKind.Range => IsInRange(value),
            IndexPredicateKind.WithinBox => PointBox.IsWithin(value, Low, High),
            IndexPredicateKind.WithinDistance => IsNear(value),
            _ => IsText(value),
        };

    private bool IsInRange(Value value) =>
        (HasLow || HasHigh)
        && (
            !HasLow
            || (
                IncludesLow
                    ? ValueComparability.GreaterThanOrEqual(value, Low)
                    : ValueComparability.GreaterThan(value, Low)
            ) == Ternary.True
        )
        && (
            !HasHigh
            || (
                IncludesHigh
                    ? ValueComparability.LessThanOrEqual(value, High)
                    : ValueComparability.LessThan(value, High)
            ) == Ternary.True
        );

    private bool IsText(Value value)
    {
        if (value.Kind != ValueKind.String || Low.Kind != ValueKind.String)
        {
            return false;
        }
        var text = value.AsUtf8();
        var part = Low.AsUtf8();
        return Kind switch
        {
            IndexPredicateKind.Prefix => text.StartsWith(part),
            IndexPredicateKind.EndsWith => text.EndsWith(part),
            _ => text.IndexOf(part) >= 0,
        };
    }

    private bool IsNear(Value value)
    {
        if (value.Kind != ValueKind.Point || Low.Kind != ValueKind.Point)
        {
            return false;
        }
        return PointSystems.Distance(value.AsPoint(), Low.AsPoint()) is { } distance
            && (IncludesHigh ? distance <= Distance : distance < Distance);
    }
}
