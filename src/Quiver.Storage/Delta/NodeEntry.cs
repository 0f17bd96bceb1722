using System.Runtime.InteropServices;

namespace Quiver.Storage.Delta;

/// <summary>A node in a change run: what happened to it. The next entry's firsts end its lists.</summary>
/// <param name="Id">The node.</param>
/// <param name="FirstLabel">Index of its first label change.</param>
/// <param name="FirstProperty">Index of its first property change.</param>
/// <param name="Flags">Created or deleted.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct NodeEntry(
    long Id,
    int FirstLabel,
    int FirstProperty,
    EntityFlags Flags
);
