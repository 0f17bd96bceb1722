namespace Quiver.Model.Values;

/// <summary>What the coordinates of a vector are. Numeric values are part of the storage format: never renumber.</summary>
public enum CoordinateType : byte
{
    /// <summary>Signed 8-bit integers.</summary>
    Integer8 = 0,

    /// <summary>Signed 16-bit integers.</summary>
    Integer16 = 1,

    /// <summary>Signed 32-bit integers.</summary>
    Integer32 = 2,

    /// <summary>Signed 64-bit integers.</summary>
    Integer64 = 3,

    /// <summary>IEEE 754 singles.</summary>
    Float32 = 4,

    /// <summary>IEEE 754 doubles.</summary>
    Float64 = 5,
}
