using Quiver.Benchmarks.Generation;

namespace Quiver.Benchmarks.Reads;

/// <summary>The parameters of a case, other ones each time they are asked for; the same from run to run.</summary>
internal sealed class ReadParameters(GraphShape shape, ReadCase what)
{
    private const ulong Seed = 4242;

    private ulong _next;

    /// <summary>So many lists of parameters: ids of persons drawn at random, different ones in one list.</summary>
    public IReadOnlyList<long[]> Take(int count)
    {
        var lists = new long[count][];
        for (int i = 0; i < count; i++)
        {
            var values = new HashSet<long>();
            while (values.Count < what.Parameters.Length)
            {
                ulong draw = Randomness.Mix(Seed + _next++) % (ulong)shape.Persons;
                values.Add(shape.PersonId((int)draw));
            }
            lists[i] = [.. values];
        }
        return lists;
    }
}
