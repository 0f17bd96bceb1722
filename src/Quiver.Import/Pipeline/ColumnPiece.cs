using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>A range of a column's rows.</summary>
/// <param name="Column">The column, or null where the rows have no value.</param>
/// <param name="From">The first row.</param>
/// <param name="Count">How many rows.</param>
internal readonly record struct ColumnPiece(ColumnChunk? Column, int From, int Count);
