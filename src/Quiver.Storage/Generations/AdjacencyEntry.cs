using System.Runtime.InteropServices;
using Quiver.Model;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Generations;

/// <summary>An adjacency block in the directory.</summary>
/// <param name="Segment">The node segment.</param>
/// <param name="Direction">Outgoing or incoming.</param>
/// <param name="Type">The relationships' type.</param>
/// <param name="Count">How many relationships.</param>
/// <param name="FirstRelationship">The id of the first when outgoing; 0 when incoming.</param>
/// <param name="Block">Its block.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AdjacencyEntry(
    int Segment,
    Direction Direction,
    RelationshipTypeId Type,
    int Count,
    long FirstRelationship,
    BlockAddress Block
);
