namespace Quiver.Model.Values;

/// <summary>The kinds of value in Cypher. Numeric values are part of the storage format: never renumber.</summary>
public enum ValueKind : byte
{
    /// <summary>The absent value.</summary>
    Null = 0,

    /// <summary>true or false.</summary>
    Boolean = 1,

    /// <summary>A signed 64-bit integer.</summary>
    Integer = 2,

    /// <summary>An IEEE 754 double.</summary>
    Float = 3,

    /// <summary>Text, kept as UTF-8.</summary>
    String = 4,

    /// <summary>A list of values.</summary>
    List = 5,

    /// <summary>A map from text to values.</summary>
    Map = 6,

    /// <summary>A node, by id.</summary>
    Node = 7,

    /// <summary>A relationship, by id.</summary>
    Relationship = 8,

    /// <summary>A path of alternating nodes and relationships.</summary>
    Path = 9,

    /// <summary>A calendar date.</summary>
    Date = 10,

    /// <summary>A time of day without a zone.</summary>
    LocalTime = 11,

    /// <summary>A time of day with an offset.</summary>
    ZonedTime = 12,

    /// <summary>A date and time without a zone.</summary>
    LocalDateTime = 13,

    /// <summary>An instant with an offset or a named zone.</summary>
    ZonedDateTime = 14,

    /// <summary>Months, days, seconds and nanoseconds.</summary>
    Duration = 15,

    /// <summary>A point in one of four coordinate systems.</summary>
    Point = 16,

    /// <summary>A byte array; only from and to drivers.</summary>
    Bytes = 17,

    /// <summary>A vector: coordinates of one type.</summary>
    Vector = 18,
}
