namespace Quiver.Storage.Segments;

/// <summary>Which rows of a node segment are nodes; segments without this block have no holes.</summary>
/// <remarks>
/// <code>
/// 0   u8   block kind: 3; u8×7 zero
/// 8   presence section: the rows that are nodes
/// </code>
/// </remarks>
internal sealed class LiveRows
{
    private unsafe LiveRows(ref BlockCursor source)
    {
        source.Expect(BlockKind.Live);
        source.Take(7);
        Rows = Presence.Parse(ref source);
    }

    /// <summary>The rows that are nodes.</summary>
    public Presence Rows { get; }

    /// <summary>Reads a block's structure; its checksum was verified before.</summary>
    public static LiveRows Parse(ref BlockCursor source) => new(ref source);
}
