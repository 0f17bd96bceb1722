namespace Quiver.Import.Ids;

/// <summary>The memory that all id maps of an import share. Used by one thread at a time, while ids are entered.</summary>
/// <param name="limitBytes">How much it is; a map takes more only where the ids of a single block need it.</param>
internal sealed class IdMemory(long limitBytes)
{
    private readonly List<IdMap> _maps = [];

    /// <summary>Bytes that all maps may hold.</summary>
    public long LimitBytes => limitBytes;

    /// <summary>Bytes that all maps hold.</summary>
    public long UsedBytes
    {
        get
        {
            long bytes = 0;
            foreach (var map in _maps)
            {
                bytes += map.MemoryBytes;
            }
            return bytes;
        }
    }

    /// <summary>Bytes that are left.</summary>
    public long FreeBytes => Math.Max(0, limitBytes - UsedBytes);

    /// <summary>Lets a map share it.</summary>
    public void Join(IdMap map) => _maps.Add(map);

    /// <summary>Sends the ids of the map that holds the most to disk; false when none holds any.</summary>
    public bool TrySpillLargest()
    {
        IdMap? largest = null;
        foreach (var map in _maps)
        {
            largest = map.TableBytes > (largest?.TableBytes ?? 0) ? map : largest;
        }
        largest?.Spill();
        return largest is not null;
    }
}
