namespace Quiver.Storage.Indexes;

/// <summary>Sorted entries of a text index in little room: a stretch of a temporary file, or bytes in memory.</summary>
/// <remarks>
/// <code>
/// a sequence of three bytes, ascending: varint less the one before (the first: itself); varint number of its entries, above 0;
///                                       varint id less the id before (the first: less the least id)
/// </code>
/// Seven bits a byte, the lowest first; the highest bit says that another byte follows.
/// </remarks>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="LeastId">No id is below it.</param>
/// <param name="Bytes">Its content, when it is in memory.</param>
internal sealed record GramRun(long Offset, long Length, long LeastId, byte[]? Bytes);
