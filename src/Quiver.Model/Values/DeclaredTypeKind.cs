namespace Quiver.Model.Values;

/// <summary>The types that a query can ask for, in the order in which unions name them.</summary>
public enum DeclaredTypeKind
{
    /// <summary>No value at all, not even null.</summary>
    Nothing,

    /// <summary>Null alone.</summary>
    Null,

    /// <summary>Truth values.</summary>
    Boolean,

    /// <summary>Text.</summary>
    String,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Floating-point numbers.</summary>
    Float,

    /// <summary>Dates.</summary>
    Date,

    /// <summary>Times of day without a zone.</summary>
    LocalTime,

    /// <summary>Times of day with an offset.</summary>
    ZonedTime,

    /// <summary>Dates with a time, without a zone.</summary>
    LocalDateTime,

    /// <summary>Dates with a time and a zone.</summary>
    ZonedDateTime,

    /// <summary>Durations.</summary>
    Duration,

    /// <summary>Points.</summary>
    Point,

    /// <summary>Vectors, of a type of coordinates and a dimension where these are given.</summary>
    Vector,

    /// <summary>Nodes.</summary>
    Node,

    /// <summary>Relationships.</summary>
    Relationship,

    /// <summary>Maps.</summary>
    Map,

    /// <summary>Lists.</summary>
    List,

    /// <summary>Paths.</summary>
    Path,

    /// <summary>What a property may be.</summary>
    PropertyValue,

    /// <summary>Any value.</summary>
    Any,
}
