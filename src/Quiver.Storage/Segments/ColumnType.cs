namespace Quiver.Storage.Segments;

/// <summary>How a stored column holds its values. Numbers are part of the format.</summary>
public enum ColumnType : byte
{
    /// <summary>Booleans: words 0 and 1.</summary>
    Boolean = 1,

    /// <summary>64-bit integers: words.</summary>
    Integer = 2,

    /// <summary>Doubles: words holding their bits.</summary>
    Float = 3,

    /// <summary>UTF-8 text.</summary>
    Text = 4,

    /// <summary>Dates: words of days since the epoch.</summary>
    Date = 5,

    /// <summary>Values of other or mixed kinds: each in <see cref="Model.Values.ValueBinary"/> form.</summary>
    Mixed = 6,
}
