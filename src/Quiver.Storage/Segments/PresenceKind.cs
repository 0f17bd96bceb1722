namespace Quiver.Storage.Segments;

/// <summary>How a presence section says which rows it lists. Numbers are part of the format.</summary>
internal enum PresenceKind : byte
{
    /// <summary>All rows.</summary>
    All = 0,

    /// <summary>One bit a row.</summary>
    Bitmap = 1,

    /// <summary>The rows' numbers.</summary>
    List = 2,
}
