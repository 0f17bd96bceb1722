namespace Quiver.Bolt.Messages;

/// <summary>PULL or DISCARD: asks for (or drops) rows of an open result.</summary>
/// <param name="Count">How many rows; -1 for all.</param>
/// <param name="QueryId">Which result; -1 for the last.</param>
/// <param name="Discard">Whether the rows are dropped.</param>
internal sealed record PullRequest(long Count, long QueryId, bool Discard) : RequestMessage
{
    /// <summary>The signature of PULL.</summary>
    public const byte Tag = 0x3F;

    /// <summary>The signature of DISCARD.</summary>
    public const byte DiscardTag = 0x2F;

    /// <summary>PULL_ALL or DISCARD_ALL of Bolt 3: all rows of the last result.</summary>
    public static PullRequest All(bool discard) => new(-1, -1, discard);
}
