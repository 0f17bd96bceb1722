namespace Quiver.Storage.Indexes;

/// <summary>What a predicate on one property of an index says.</summary>
public enum IndexPredicateKind
{
    /// <summary>The property exists.</summary>
    Exists,

    /// <summary>It equals a value.</summary>
    Exact,

    /// <summary>It lies between two values of one type.</summary>
    Range,

    /// <summary>It is text that begins so.</summary>
    Prefix,

    /// <summary>It is text in which this occurs.</summary>
    Contains,

    /// <summary>It is text that ends so.</summary>
    EndsWith,

    /// <summary>It is a point in a box.</summary>
    WithinBox,

    /// <summary>It is a point near another.</summary>
    WithinDistance,
}
