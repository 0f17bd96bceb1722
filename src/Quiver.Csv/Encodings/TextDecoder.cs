namespace Quiver.Csv.Encodings;

/// <summary>Rewrites the bytes of a file into what blocks hold. Bytes that it does not understand go through as <see cref="ForeignBytes"/>.</summary>
internal abstract class TextDecoder
{
    /// <summary>Bytes that a destination must have room for.</summary>
    public const int LeastRoom = 16;

    /// <summary>Rewrites as much as is complete and fits.</summary>
    /// <param name="source">Bytes of the file.</param>
    /// <param name="isEnd">Whether no more follow.</param>
    /// <param name="destination">Receives the text; at least <see cref="LeastRoom"/> bytes.</param>
    /// <param name="consumed">Bytes of the source that are done with.</param>
    /// <returns>Bytes written. 0 with none consumed means that more of the source is needed, which at its end does not happen.</returns>
    public abstract int Decode(
        ReadOnlySpan<byte> source,
        bool isEnd,
        Span<byte> destination,
        out int consumed
    );
}
