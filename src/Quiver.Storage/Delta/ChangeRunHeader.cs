using System.Runtime.InteropServices;

namespace Quiver.Storage.Delta;

/// <summary>The head of a change run: format, limits and the number of elements of each section.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal record struct ChangeRunHeader
{
    /// <summary>"QCR" and the version of the layout.</summary>
    public const int CurrentMagic = 0x31524351;

    public int Magic;
    public int NodeCount;
    public int LabelCount;
    public int NodePropertyCount;
    public int RelationshipCount;
    public int RelationshipPropertyCount;
    public int AdjacencyCount;
    public int CountCount;
    public int TokenBytes;
    public int ValueBytes;
    public long NodeIdLimit;
    public long RelationshipIdLimit;
}
