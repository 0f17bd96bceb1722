namespace Quiver.Csv;

/// <summary>A row that is not CSV of its dialect, where such rows are collected instead of thrown.</summary>
/// <param name="Row">The row in its block; its text is one cell.</param>
/// <param name="Error">What is wrong, and where.</param>
public readonly record struct FaultyRow(int Row, CsvException Error);
