using System.Runtime.InteropServices;
using Quiver.Import.Ids;
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
                || !space.Map.TryMakeRoom(count, plan.Options.Threads)
            )
            {
                continue;
            }
            Enter(scan, space.Map);
            space.HoldsDatabase = true;
            // Whole indexes were read, once.
            plan.Base!.Graph.Forget();
        }
    }

    /// <summary>Enters all nodes of a scan: a thread of its own reads the next ones meanwhile.</summary>
    private static void Enter(KeyScan scan, IdMap map)
    {
        var batch = new Batch();
        var other = new Batch();
        bool goesOn = batch.Fill(scan);
        while (goesOn)
        {
            var next = other;
            var reading = Task.Run(() => next.Fill(scan));
            map.AddMissing(
                CollectionsMarshal.AsSpan(batch.Keys),
                CollectionsMarshal.AsSpan(batch.Nodes)
            );
            goesOn = reading.GetAwaiter().GetResult();
            (batch, other) = (other, batch);
        }
    }

    private sealed class Batch
    {
        private const int Rows = 1 << 16;

        public List<long> Keys { get; } = new(Rows);

        public List<long> Nodes { get; } = new(Rows);

        /// <summary>Reads the next nodes, by the numbers that they have in id maps; false at the end.</summary>
        public bool Fill(KeyScan scan)
        {
            Keys.Clear();
            Nodes.Clear();
            bool found = false;
            while (Keys.Count < Rows && scan.Next(Keys, Nodes))
            {
                found = true;
            }
            foreach (ref long node in CollectionsMarshal.AsSpan(Nodes))
            {
                node += RowNodes.FirstOfDatabase;
            }
            return found;
        }
    }
}
