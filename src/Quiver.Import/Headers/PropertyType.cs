namespace Quiver.Import.Headers;

/// <summary>The types that a header can give a property. Arrays of them are marked beside.</summary>
internal enum PropertyType
{
    String,
    Char,
    Boolean,
    Byte,
    Short,
    Int,
    Long,
    Float,
    Double,
    Point,
    Date,
    LocalTime,
    Time,
    LocalDateTime,
    DateTime,
    Duration,
    Vector,
}
