namespace Quiver.Storage.Generations;

/// <summary>A relationship segment in the directory.</summary>
/// <param name="Segment">Its index.</param>
/// <param name="Rows">Rows used.</param>
/// <param name="FirstColumn">Its first property column in the directory's columns.</param>
/// <param name="ColumnCount">How many it has.</param>
internal readonly record struct RelationshipSegmentEntry(
    int Segment,
    int Rows,
    int FirstColumn,
    int ColumnCount
);
