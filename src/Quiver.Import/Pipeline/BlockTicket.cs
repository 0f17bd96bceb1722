namespace Quiver.Import.Pipeline;

/// <summary>Says where a block belongs.</summary>
/// <param name="Sequence">Its place in the order of all blocks of the phase, from 0.</param>
/// <param name="Group">The number of its file group.</param>
/// <param name="Bytes">Bytes on disk that were read for it.</param>
/// <param name="IsWholeGroup">Whether its group has no rows in other blocks.</param>
internal readonly record struct BlockTicket(
    long Sequence,
    int Group,
    long Bytes,
    bool IsWholeGroup
);
