namespace Quiver.Cypher.Planning.Binding;

/// <summary>The kinds of value that an expression may give, as a set.</summary>
[Flags]
public enum TypeKinds
{
    /// <summary>Nothing but null.</summary>
    None = 0,

    /// <summary>True and false.</summary>
    Boolean = 1,

    /// <summary>64-bit integers.</summary>
    Integer = 1 << 1,

    /// <summary>64-bit floats.</summary>
    Float = 1 << 2,

    /// <summary>Text.</summary>
    String = 1 << 3,

    /// <summary>Dates.</summary>
    Date = 1 << 4,

    /// <summary>Times of day without a zone.</summary>
    LocalTime = 1 << 5,

    /// <summary>Times of day with an offset.</summary>
    Time = 1 << 6,

    /// <summary>Dates with a time, without a zone.</summary>
    LocalDateTime = 1 << 7,

    /// <summary>Dates with a time and a zone.</summary>
    DateTime = 1 << 8,

    /// <summary>Durations.</summary>
    Duration = 1 << 9,

    /// <summary>Points.</summary>
    Point = 1 << 10,

    /// <summary>Nodes.</summary>
    Node = 1 << 11,

    /// <summary>Relationships.</summary>
    Relationship = 1 << 12,

    /// <summary>Paths.</summary>
    Path = 1 << 13,

    /// <summary>Maps.</summary>
    Map = 1 << 14,

    /// <summary>Lists.</summary>
    List = 1 << 15,

    /// <summary>Integers and floats.</summary>
    Number = Integer | Float,

    /// <summary>All points in time.</summary>
    Instant = Date | LocalTime | Time | LocalDateTime | DateTime,

    /// <summary>Whatever there is.</summary>
    Any =
        Boolean
        | Number
        | String
        | Instant
        | Duration
        | Point
        | Node
        | Relationship
        | Path
        | Map
        | List,
}
