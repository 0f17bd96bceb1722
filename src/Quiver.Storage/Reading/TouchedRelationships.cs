using Quiver.Model;
using Quiver.Storage.Generations;

namespace Quiver.Storage.Reading;

/// <summary>
/// The relationships of one type in one direction where runs lie over the base: tells the nodes whose relationships are those of the base from the others, and merges those of these, or
/// takes what was kept of an earlier merge.
/// </summary>
/// <param name="generation">The base.</param>
/// <param name="runs">What lies over it.</param>
/// <param name="way">The direction; not Both.</param>
/// <param name="type">The type.</param>
internal sealed class TouchedRelationships(
    Generation generation,
    RunStack runs,
    Direction way,
    RelationshipTypeId type
)
{
    private readonly RunStack? _patches = runs.Patches;
    private MergedAdjacency? _merger;
    private TouchedLists? _lists;
    private TouchedLists? _patchLists;

    /// <summary>Looks whether others have made lists meanwhile.</summary>
    public void Refresh()
    {
        _lists ??= runs.Lists.Of(way, type);
        _patchLists ??= _patches?.Lists.Of(way, type);
    }

    /// <summary>A node's relationships, until the next call; null when they are those of the base.</summary>
    public MergedList? Open(long node) =>
        _patches is null || runs.MayTouchOverPatches(node, way)
            ? Open(node, runs, _lists)
            : Open(node, _patches, _patchLists);

    private MergedList? Open(long node, RunStack stack, TouchedLists? lists)
    {
        if (lists is null)
        {
            if (!stack.MayTouchAdjacency(node, way))
            {
                return null;
            }
            stack.Lists.CountMerge();
            return Merge(node);
        }
        int place = lists.PlaceOf(node);
        return place < 0 ? null
            : lists[place] is { } kept ? kept
            : Merge(node) is { } merged ? lists.Keep(place, merged)
            : null;
    }

    // Most queries come to no touched node.
    private MergedList? Merge(long node) =>
        (_merger ??= new(generation, runs)).TryRead(node, way, type, out var list) ? list : null;
}
