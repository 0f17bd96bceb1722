using System.Runtime.InteropServices;

namespace Quiver.Storage.Increments;

/// <summary>Entries of one chunk that follow each other in all chunks' order as well.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="From">The first of its entries.</param>
/// <param name="To">The one behind the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stretch(int Chunk, int From, int To)
{
    /// <summary>Whether no later one is of the same chunk.</summary>
    public bool EndsChunk { get; private init; }

    /// <summary>Cuts the entries of several chunks, each in the order of ids, into stretches in the order of ids.</summary>
    /// <param name="counts">How many entries each chunk has.</param>
    /// <param name="idAt">The id of an entry of a chunk.</param>
    public static List<Stretch> Cut(ReadOnlySpan<int> counts, Func<int, int, long> idAt)
    {
        var stretches = new List<Stretch>();
        int[] next = new int[counts.Length];
        while (true)
        {
            int first = -1;
            long firstId = long.MaxValue;
            long secondId = long.MaxValue;
            for (int chunk = 0; chunk < counts.Length; chunk++)
            {
                long id = next[chunk] < counts[chunk] ? idAt(chunk, next[chunk]) : long.MaxValue;
                if (id < firstId)
                {
                    (first, secondId, firstId) = (chunk, firstId, id);
                }
                else
                {
                    secondId = Math.Min(secondId, id);
                }
            }
            if (first < 0)
            {
                return stretches;
            }
            int end = FirstFrom(first, next[first] + 1, counts[first], secondId, idAt);
            stretches.Add(new(first, next[first], end) { EndsChunk = end == counts[first] });
            next[first] = end;
        }
    }

    /// <summary>The first entry from a place on that has no lower id than a limit: looked for in steps that double.</summary>
    private static int FirstFrom(
        int chunk,
        int from,
        int count,
        long limit,
        Func<int, int, long> idAt
    )
    {
        int step = 1;
        while (from + step < count && idAt(chunk, from + step) < limit)
        {
            from += step;
            step *= 2;
        }
        int high = Math.Min(from + step, count);
        while (from < high)
        {
            int middle = (from + high) >> 1;
            (from, high) = idAt(chunk, middle) < limit ? (middle + 1, high) : (from, middle);
        }
        return from;
    }
}
