namespace Quiver.Storage.Segments;

/// <summary>How a word section holds its words. Numbers are part of the format.</summary>
internal enum WordEncoding : byte
{
    /// <summary>All are the same.</summary>
    Constant = 1,

    /// <summary>Bit-packed differences to the smallest; width 64 is plain words.</summary>
    Packed = 2,

    /// <summary>The same for each 1,024 words on their own.</summary>
    PackedGroups = 3,

    /// <summary>Runs of equal words.</summary>
    Runs = 4,

    /// <summary>The distinct words and a bit-packed code for each.</summary>
    Dictionary = 5,
}
