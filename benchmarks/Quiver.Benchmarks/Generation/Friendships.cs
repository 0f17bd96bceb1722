namespace Quiver.Benchmarks.Generation;

/// <summary>
/// The KNOWS relationships: out-degrees are drawn from a Pareto distribution, half of the friends live near by (which makes triangles), half are
/// popular. Nobody knows himself, and nobody knows another twice.
/// </summary>
internal sealed class Friendships
{
    private const double LeastDegree = 7.2;
    private const double Exponent = 1.5;
    private const int MaxDegreeShare = 40;
    private const double NeighbourDistance = 25;

    private readonly int[] _firsts;
    private readonly int[] _friends;

    private Friendships(int[] firsts, int[] friends)
    {
        _firsts = firsts;
        _friends = friends;
    }

    /// <summary>Their number.</summary>
    public int Count => _friends.Length;

    /// <summary>Draws all friendships of a graph.</summary>
    public static Friendships Draw(GraphShape shape)
    {
        int[] firsts = new int[shape.Persons + 1];
        var friends = new List<int>(shape.Persons * 20);
        var drawn = new SortedSet<int>();
        ulong next = 0;
        for (int person = 0; person < shape.Persons; person++)
        {
            drawn.Clear();
            for (int left = Degree(shape, person); left > 0; left--)
            {
                int friend = Friend(shape, person, shape.Random.Draw(RandomPurpose.Friend, next++));
                if (friend != person)
                {
                    drawn.Add(friend);
                }
            }
            friends.AddRange(drawn);
            firsts[person + 1] = friends.Count;
        }
        return new Friendships(firsts, [.. friends]);
    }

    /// <summary>Whom a person knows, in ascending order.</summary>
    public ReadOnlySpan<int> Of(int person) =>
        _friends.AsSpan(_firsts[person], _firsts[person + 1] - _firsts[person]);

    /// <summary>All friendships, start in the upper half and end in the lower, in random order.</summary>
    public ulong[] Shuffled(GraphShape shape)
    {
        ulong[] pairs = new ulong[Count];
        for (int person = 0; person < shape.Persons; person++)
        {
            for (int k = _firsts[person]; k < _firsts[person + 1]; k++)
            {
                pairs[k] = ((ulong)person << 32) | (uint)_friends[k];
            }
        }
        for (int k = pairs.Length - 1; k > 0; k--)
        {
            int other = (int)(shape.Random.Draw(RandomPurpose.Shuffle, (ulong)k) % (ulong)(k + 1));
            (pairs[k], pairs[other]) = (pairs[other], pairs[k]);
        }
        return pairs;
    }

    private static int Degree(GraphShape shape, int person)
    {
        double draw = Randomness.Fraction(
            shape.Random.Draw(RandomPurpose.FriendCount, (ulong)person)
        );
        double degree = LeastDegree / Math.Pow(1 - draw, 1 / Exponent);
        return (int)Math.Min(degree, Math.Max(1, shape.Persons / MaxDegreeShare));
    }

    private static int Friend(GraphShape shape, int person, ulong draw)
    {
        ulong further = Randomness.Mix(draw ^ 1);
        if (draw % 2 == 0)
        {
            return GraphShape.Popular(further, shape.Persons, 0.8, 2.0);
        }
        double distance = 1 - (Math.Log(1 - Randomness.Fraction(further)) * NeighbourDistance);
        int step = (int)Math.Min(distance, shape.Persons - 1);
        return (person + ((draw & 2) == 0 ? step : shape.Persons - step)) % shape.Persons;
    }
}
