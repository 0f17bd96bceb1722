namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>The types of values of properties that are no lists, in the order in which unions of types name them.</summary>
public enum PropertyScalar
{
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
}
