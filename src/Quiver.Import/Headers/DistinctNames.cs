using System.Buffers;
using System.Numerics;
using System.Text;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Headers;

/// <summary>Tells by their hashes that the names of a header are different, which nearly all are: in a table that stays in the processor's nearest cache, where the names themselves would not.</summary>
internal static class DistinctNames
{
    /// <summary>Whether all properties and identifiers of a header surely have different names; false when only a look at the names can tell.</summary>
    public static bool AreSure(HeaderColumns columns)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((2 * (uint)columns.Count) + 1);
        uint[] rented = ArrayPool<uint>.Shared.Rent(length);
        var hashes = rented.AsSpan(0, length);
        hashes.Clear();
        bool areSure = true;
        for (int index = 0; areSure && index < columns.Count; index++)
        {
            if (columns.TryGetHash(index, out uint hash))
            {
                areSure = TryAdd(hashes, hash);
            }
            else if (
                columns[index] is
                { Role: ColumnRole.Property or ColumnRole.Id, Name.Length: > 0 } other
            )
            {
                areSure = TryAdd(hashes, NameTable.HashOf(Encoding.UTF8.GetBytes(other.Name)));
            }
        }
        ArrayPool<uint>.Shared.Return(rented);
        return areSure;
    }

    /// <summary>Adds a hash; false when it is there already.</summary>
    private static bool TryAdd(Span<uint> hashes, uint hash)
    {
        // 0 marks a free place.
        uint wanted = Math.Max(hash, 1);
        int mask = hashes.Length - 1;
        int at = (int)wanted & mask;
        while (hashes[at] != 0 && hashes[at] != wanted)
        {
            at = (at + 1) & mask;
        }
        bool isNew = hashes[at] == 0;
        hashes[at] = wanted;
        return isNew;
    }
}
