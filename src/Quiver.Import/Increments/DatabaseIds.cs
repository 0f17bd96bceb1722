using System.Runtime.InteropServices;
using Quiver.Import.Pipeline;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Puts the database's nodes into the id maps of spaces of which so many are looked for that this costs less than to look for each in the index.</summary>
internal static class DatabaseIds
{
    /// <summary>A look into an index costs about as much as so many entries of an id map.</summary>
    private const int EntriesPerLookup = 4;

    /// <summary>Fills the maps, behind what the rows of node files put there, as far as memory allows.</summary>
    public static void Fill(ImportPlan plan)
    {
        var keys = new List<long>();
        var nodes = new List<long>();
        foreach (var space in plan.IdSpaces)
        {
            if (space.Key is not { } key || space.Type == IdType.String)
            {
                continue;
            }
            var scan = new KeyScan(plan.Base!.Graph, key);
            long count = scan.MaxCount;
            if (
                count / EntriesPerLookup > plan.Estimate.Relationships
                || !space.Map.TryMakeRoom(count)
            )
            {
                continue;
            }
            while (scan.Next(keys, nodes))
            {
                foreach (ref long node in CollectionsMarshal.AsSpan(nodes))
                {
                    node += RowNodes.FirstOfDatabase;
                }
                space.Map.AddMissing(
                    CollectionsMarshal.AsSpan(keys),
                    CollectionsMarshal.AsSpan(nodes)
                );
            }
            space.HoldsDatabase = true;
        }
    }
}
