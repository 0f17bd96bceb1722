namespace Quiver.Model.Columns;

/// <summary>How a column vector holds its values.</summary>
public enum VectorKind : byte
{
    /// <summary>Values of any kind (<see cref="AnyVector"/>).</summary>
    Any,

    /// <summary>Booleans as 0 and 1 (<see cref="WordVector"/>).</summary>
    Boolean,

    /// <summary>64-bit integers (<see cref="WordVector"/>).</summary>
    Integer,

    /// <summary>Node ids (<see cref="WordVector"/>); null is -1 as well as marked.</summary>
    Node,

    /// <summary>Relationship ids (<see cref="WordVector"/>); null is -1 as well as marked.</summary>
    Relationship,

    /// <summary>Dates as days since the epoch (<see cref="WordVector"/>).</summary>
    Date,

    /// <summary>Doubles (<see cref="FloatVector"/>).</summary>
    Float,

    /// <summary>UTF-8 text (<see cref="TextVector"/>).</summary>
    Text,

    /// <summary>Date-times without a zone that have a word (<see cref="ColumnWords"/>), as nanoseconds since the epoch on the wall clock (<see cref="WordVector"/>).</summary>
    LocalDateTime,

    /// <summary>Date-times with a zone that have a word (<see cref="ColumnWords"/>), as nanoseconds since the epoch (<see cref="WordVector"/>).</summary>
    ZonedDateTime,
}
