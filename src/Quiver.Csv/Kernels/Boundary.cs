namespace Quiver.Csv.Kernels;

/// <summary>What <see cref="BoundaryScan"/> finds.</summary>
/// <param name="AfterLastRow">The offset behind the last whole row; where the scan began when there is none.</param>
/// <param name="IsOpen">Whether the text ends inside quotes.</param>
/// <param name="IsFaulty">Whether the text is no CSV of the dialect: the rest was not looked at.</param>
internal readonly record struct Boundary(int AfterLastRow, bool IsOpen, bool IsFaulty);
