namespace Quiver.Import.Pipeline;

/// <summary>A range of a chunk's rows.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="From">The first row.</param>
/// <param name="Count">How many rows.</param>
internal readonly record struct RowPiece(RowChunk Chunk, int From, int Count);
