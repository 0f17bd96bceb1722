using System.Runtime.InteropServices;

namespace Quiver.Storage.Delta;

/// <summary>A relationship in a change run; its ends and type are there whatever happened to it.</summary>
/// <param name="Id">The relationship.</param>
/// <param name="Start">The node it starts at.</param>
/// <param name="End">The node it ends at.</param>
/// <param name="Type">Its type's number.</param>
/// <param name="FirstProperty">Index of its first property change.</param>
/// <param name="Flags">Created or deleted.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct RelationshipEntry(
    long Id,
    long Start,
    long End,
    int Type,
    int FirstProperty,
    EntityFlags Flags
);
