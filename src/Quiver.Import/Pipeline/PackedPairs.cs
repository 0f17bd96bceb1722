namespace Quiver.Import.Pipeline;

/// <summary>A list of numbers that grows by further arrays, so that what is there is never copied. Not thread safe.</summary>
internal sealed class PackedPairs
{
    private const int LeastLength = 64;
    private const int MostLength = 1 << 14;

    private readonly List<uint[]> _arrays = [];

    /// <summary>Numbers in the last array that has any.</summary>
    private int _used;

    /// <summary>The array that is being filled.</summary>
    private int _last = -1;

    /// <summary>How many numbers there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds numbers.</summary>
    public void Append(ReadOnlySpan<uint> numbers)
    {
        Count = checked(Count + numbers.Length);
        while (!numbers.IsEmpty)
        {
            if (_last < 0 || _used == _arrays[_last].Length)
            {
                Begin();
            }
            int count = Math.Min(numbers.Length, _arrays[_last].Length - _used);
            numbers[..count].CopyTo(_arrays[_last].AsSpan(_used));
            _used += count;
            numbers = numbers[count..];
        }
    }

    /// <summary>All numbers, in the order in which they were added.</summary>
    public IEnumerable<ArraySegment<uint>> Parts()
    {
        for (int i = 0; i <= _last; i++)
        {
            yield return new(_arrays[i], 0, i == _last ? _used : _arrays[i].Length);
        }
    }

    /// <summary>Forgets all numbers and keeps the memory.</summary>
    public void Clear()
    {
        _last = -1;
        _used = 0;
        Count = 0;
    }

    private void Begin()
    {
        _last++;
        _used = 0;
        if (_last == _arrays.Count)
        {
            int length = _last == 0 ? LeastLength : Math.Min(MostLength, _arrays[^1].Length * 2);
            _arrays.Add(new uint[length]);
        }
    }
}
