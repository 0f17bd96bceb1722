using Quiver.Model;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Segments;

/// <summary>A finished property column in an encoder's buffer, or several in one block.</summary>
/// <param name="Key">The property, or the first of several.</param>
/// <param name="Count">How many columns the block has: of this key and those that follow it.</param>
/// <param name="Block">Its block.</param>
/// <param name="ValueCount">Rows that have a value, in each column.</param>
/// <param name="Sketch">What estimates its distinct values; the encoder's, reused for its next segment. Null when they are few, or when not asked for.</param>
/// <param name="Few">What estimates its distinct values when they are few: a part of <see cref="SegmentColumns.Few"/>. Of several columns, their number of entries stands before those of each; of complete ones, only that number.</param>
/// <param name="AreComplete">Whether no other column has any of the keys; only of several columns.</param>
internal readonly record struct EncodedColumn(
    PropertyKeyId Key,
    int Count,
    EncodedBlock Block,
    int ValueCount,
    DistinctSketch? Sketch,
    (int First, int Count) Few,
    bool AreComplete = false
);
