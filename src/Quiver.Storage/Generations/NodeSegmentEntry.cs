using System.Runtime.InteropServices;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Generations;

/// <summary>A node segment in the directory.</summary>
/// <param name="Segment">Its index.</param>
/// <param name="Rows">Rows used.</param>
/// <param name="FirstColumn">Its first property column in the directory's columns.</param>
/// <param name="ColumnCount">How many it has.</param>
/// <param name="Labels">Its label block, or none when no node has labels.</param>
/// <param name="Live">Its live block, or none when all rows are nodes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NodeSegmentEntry(
    int Segment,
    int Rows,
    int FirstColumn,
    int ColumnCount,
    BlockAddress Labels,
    BlockAddress Live
);
