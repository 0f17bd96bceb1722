namespace Quiver.Import.Pipeline;

/// <summary>What a byte of a group's files comes to, from the beginning of one of them.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Values">Property values.</param>
/// <param name="Text">Bytes of CSV, unpacked.</param>
/// <param name="Hub">Of relationships, the part of the rows that begin, or end, at one node.</param>
/// <param name="Cells">Bytes of the cells of a property, by the number of its key; null where that is not known.</param>
internal readonly record struct Density(
    double Rows,
    double Values,
    double Text,
    double Hub,
    IReadOnlyDictionary<int, double>? Cells
);
