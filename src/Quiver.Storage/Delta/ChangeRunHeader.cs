using System.Runtime.InteropServices;

namespace Quiver.Storage.Delta;

/// <summary>The head of a change run: format, limits and the number of elements of each section.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct ChangeRunHeader
{
    /// <summary>"QCR" and the version of the layout.</summary>
    public const int CurrentMagic = 0x31524351;

    /// <summary>The version of the layout with changes of the schema behind the names: earlier releases refuse it.</summary>
    public const int MagicWithSchema = 0x32524351;

    public int Magic { get; init; }
    public int NodeCount { get; init; }
    public int LabelCount { get; init; }
    public int NodePropertyCount { get; init; }
    public int RelationshipCount { get; init; }
    public int RelationshipPropertyCount { get; init; }
    public int AdjacencyCount { get; init; }
    public int CountCount { get; init; }
    public int TokenBytes { get; init; }
    public int ValueBytes { get; init; }
    public long NodeIdLimit { get; init; }
    public long RelationshipIdLimit { get; init; }
}
