namespace Quiver.Import.Ids;

/// <summary>An id and its node. For integers the hash is the id and there is no text.</summary>
/// <remarks>Unsafe: the text is valid as long as the buffer or table that it points into.</remarks>
/// <param name="hash">The id's hash.</param>
/// <param name="node">The node.</param>
/// <param name="text">The first byte of the id.</param>
/// <param name="length">How many bytes it has.</param>
internal readonly unsafe ref struct IdEntry(ulong hash, long node, byte* text, int length)
{
    /// <summary>The id's hash.</summary>
    public ulong Hash { get; } = hash;

    /// <summary>The node.</summary>
    public long Node { get; } = node;

    /// <summary>The first byte of the id.</summary>
    public byte* Text { get; } = text;

    /// <summary>How many bytes the id has.</summary>
    public int Length { get; } = length;

    /// <summary>Whether the id is that text.</summary>
    public bool Is(ReadOnlySpan<byte> text) =>
        text.SequenceEqual(new ReadOnlySpan<byte>(Text, Length));
}
