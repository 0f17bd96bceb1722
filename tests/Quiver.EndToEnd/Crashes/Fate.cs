namespace Quiver.EndToEnd.Crashes;

/// <summary>What a client knows of something that it wrote.</summary>
internal enum Fate
{
    /// <summary>It must not be there: its transaction never ended, or was rolled back, or its deletion was acknowledged.</summary>
    Absent,

    /// <summary>The server died before it answered: it is there in full, or not at all.</summary>
    Unknown,

    /// <summary>The server acknowledged it.</summary>
    Present,
}
