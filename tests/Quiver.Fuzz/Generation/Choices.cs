namespace Quiver.Fuzz.Generation;

/// <summary>
/// Where the generator's decisions come from: at random and written down, or from such a record. A record can be cut and its numbers made smaller, and is
/// still one of a valid query: so mismatches are made small. 0 is the plainest choice; a record that has ended goes on with it.
/// </summary>
internal sealed class Choices
{
    private readonly Random? _random;
    private readonly List<int> _record;
    private int _next;

    public Choices(Random random)
    {
        _random = random;
        _record = [];
    }

    public Choices(IEnumerable<int> record) => _record = [.. record];

    /// <summary>The decisions so far.</summary>
    public IReadOnlyList<int> Record => _record;

    /// <summary>A number from 0 to below a count.</summary>
    public int Next(int count)
    {
        int choice;
        if (_random is not null)
        {
            choice = _random.Next(count);
            _record.Add(choice);
        }
        else
        {
            choice = _next < _record.Count ? _record[_next] % count : 0;
        }
        _next++;
        return choice;
    }

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Next(100) >= 100 - percent;

    public T Of<T>(params ReadOnlySpan<T> things) => things[Next(things.Length)];

    public T Of<T>(IReadOnlyList<T> things) => things[Next(things.Count)];
}
