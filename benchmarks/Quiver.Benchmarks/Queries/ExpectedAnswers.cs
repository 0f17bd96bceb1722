using System.Runtime.InteropServices;
using Quiver.Benchmarks.Generation;

namespace Quiver.Benchmarks.Queries;

/// <summary>The answers to the queries, computed from the generated graph itself without any of the database's code.</summary>
internal sealed class ExpectedAnswers
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    private readonly GraphShape _shape;
    private readonly Friendships _friendships;
    private readonly List<int>[] _knownBy;
    private readonly int[] _postsOf;
    private readonly Lazy<List<(int Post, long Likes)>> _mostLiked;

    public ExpectedAnswers(GraphShape shape, Friendships friendships)
    {
        _shape = shape;
        _friendships = friendships;
        _knownBy = new List<int>[shape.Persons];
        _postsOf = new int[shape.Persons];
        for (int person = 0; person < shape.Persons; person++)
        {
            foreach (int friend in friendships.Of(person))
            {
                (_knownBy[friend] ??= []).Add(person);
            }
        }
        for (int post = 0; post < shape.Posts; post++)
        {
            _postsOf[shape.Creator(post)]++;
        }
        _mostLiked = new(CountLikes);
    }

    public IEnumerable<object?[]> Person(int person) =>
        [
            [_shape.FirstName(person), _shape.LastName(person), (long)_shape.Age(person)],
        ];

    public IEnumerable<object?[]> Friends(int person) =>
        _friendships
            .Of(person)
            .ToArray()
            .Select(friend =>
                new object?[]
                {
                    _shape.PersonId(friend),
                    _shape.FirstName(friend),
                    _shape.LastName(friend),
                    DaysSinceEpoch(_shape.KnownSince(person, friend)),
                }
            );

    public IEnumerable<object?[]> FriendsOfFriends(int person)
    {
        var counts = new Dictionary<int, long>();
        foreach (int friend in _friendships.Of(person))
        {
            foreach (int further in _friendships.Of(friend))
            {
                if (further != person)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, further, out _)++;
                }
            }
        }
        return counts
            .Select(pair => (Id: _shape.PersonId(pair.Key), Count: pair.Value))
            .OrderByDescending(pair => pair.Count)
            .ThenBy(pair => pair.Id)
            .Take(10)
            .Select(pair => new object?[] { pair.Id, pair.Count });
    }

    public IEnumerable<object?[]> AgesByLastName() =>
        Enumerable
            .Range(0, _shape.Persons)
            .GroupBy(_shape.LastName, StringComparer.Ordinal)
            .Select(group =>
                new object?[] { group.Key, group.Average(_shape.Age), (long)group.Count() }
            );

    public IEnumerable<object?[]> ReachableInTwo(int person)
    {
        var reached = new HashSet<int>();
        foreach (int friend in _friendships.Of(person))
        {
            reached.UnionWith(_friendships.Of(friend).ToArray());
        }
        return
        [
            [(long)reached.Count],
        ];
    }

    public IEnumerable<object?[]> ReachableInThree(int person)
    {
        var reached = new HashSet<int>();
        foreach (int second in _friendships.Of(person))
        {
            foreach (int third in _friendships.Of(second))
            {
                foreach (int last in _friendships.Of(third))
                {
                    // A pattern uses no relationship twice: there and back and there again is none.
                    if (third != person || last != second)
                    {
                        reached.Add(last);
                    }
                }
            }
        }
        return
        [
            [(long)reached.Count],
        ];
    }

    /// <summary>Posts of friends in either direction, by the friends' first names.</summary>
    public IEnumerable<object?[]> PostsOfFriends(int person)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (int friend in _friendships.Of(person).ToArray().Concat(_knownBy[person] ?? []))
        {
            if (_postsOf[friend] > 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(
                    counts,
                    _shape.FirstName(friend),
                    out _
                ) += _postsOf[friend];
            }
        }
        return counts
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(10)
            .Select(pair => new object?[] { pair.Key, pair.Value });
    }

    public IEnumerable<object?[]> MostLiked(int count) =>
        _mostLiked
            .Value.Take(count)
            .Select(entry => new object?[] { _shape.PostId(entry.Post), entry.Likes });

    /// <summary>A date as Bolt sends it.</summary>
    private static object?[] DaysSinceEpoch(DateOnly date) => [(long)(date.DayNumber - Epoch)];

    private List<(int Post, long Likes)> CountLikes()
    {
        long[] likes = new long[_shape.Posts];
        for (int like = 0; like < _shape.Likes; like++)
        {
            likes[_shape.Liked(like)]++;
        }
        return
        [
            .. Enumerable
                .Range(0, _shape.Posts)
                .Select(post => (Post: post, Likes: likes[post]))
                .OrderByDescending(entry => entry.Likes)
                .ThenBy(entry => _shape.PostId(entry.Post))
                .Take(100),
        ];
    }
}
