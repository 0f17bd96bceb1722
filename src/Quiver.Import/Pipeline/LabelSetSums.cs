using System.Runtime.InteropServices;

namespace Quiver.Import.Pipeline;

/// <summary>A sum per label set of which only those are looked at that were added to: there may be tens of thousands of sets. One per thread.</summary>
/// <param name="setCount">How many label sets there are.</param>
internal sealed class LabelSetSums(int setCount)
{
    private readonly long[] _sums = new long[setCount];
    private readonly List<int> _touched = [];

    /// <summary>The sets that were added to, each once.</summary>
    public ReadOnlySpan<int> Touched => CollectionsMarshal.AsSpan(_touched);

    /// <summary>Adds to a set's sum.</summary>
    public void Add(int labelSet, long number)
    {
        ref long sum = ref _sums[labelSet];
        if (sum == 0 && number > 0)
        {
            _touched.Add(labelSet);
        }
        sum += number;
    }

    /// <summary>A set's sum.</summary>
    public long Of(int labelSet) => _sums[labelSet];

    /// <summary>Sets all sums back to 0.</summary>
    public void Clear()
    {
        foreach (int set in _touched)
        {
            _sums[set] = 0;
        }
        _touched.Clear();
    }
}
