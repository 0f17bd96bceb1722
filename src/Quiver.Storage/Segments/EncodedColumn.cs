using Quiver.Model;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Segments;

/// <summary>A finished property column in an encoder's buffer.</summary>
/// <param name="Key">The property.</param>
/// <param name="Block">Its block.</param>
/// <param name="ValueCount">Rows that have a value.</param>
/// <param name="Sketch">What estimates its distinct values; the encoder's, reused for its next segment. Null when they are few, or when not asked for.</param>
/// <param name="Few">What estimates its distinct values when they are few: a part of <see cref="SegmentColumns.Few"/>.</param>
internal readonly record struct EncodedColumn(
    PropertyKeyId Key,
    EncodedBlock Block,
    int ValueCount,
    DistinctSketch? Sketch,
    (int First, int Count) Few
);
