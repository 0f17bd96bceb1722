using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>A sum per label set of which only those are looked at that were added to: there may be tens of thousands of sets. One per thread.</summary>
/// <param name="setCount">How many label sets there are.</param>
internal sealed class LabelSetSums(int setCount)
{
    private readonly long[] _sums = new long[setCount];
    private readonly List<int> _touched = [];
    private uint[] _pairs = [];
    private int _pairCount;

    /// <summary>The sets that were added to, each once.</summary>
    public ReadOnlySpan<int> Touched => CollectionsMarshal.AsSpan(_touched);

    /// <summary>What was added without being summed up: pairs as <see cref="LabelSetTypeCounts"/> holds them, a set perhaps several times.</summary>
    public ReadOnlySpan<uint> Pairs => _pairs.AsSpan(0, _pairCount);

    /// <summary>Adds the degrees of rows to their sets, without summing them up: where rows are few beside the sets these hardly repeat.</summary>
    /// <param name="sets">The set of each row.</param>
    /// <param name="rows">The rows that have relationships.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddPairs(ReadOnlySpan<int> sets, ListedOffsets rows)
    {
        int most = _pairCount + rows.Rows.Length;
        if (_pairs.Length < most)
        {
            Array.Resize(ref _pairs, Math.Max(most, _pairs.Length * 2));
        }
        var listed = rows.Rows;
        var offsets = rows.Offsets;
        for (int i = 0; i < listed.Length; i++)
        {
            int set = sets[listed[i]];
            int degree = offsets[i + 1] - offsets[i];
            if (LabelSetTypeCounts.TryPack(set, degree, out uint pair))
            {
                _pairs[_pairCount++] = pair;
            }
            else
            {
                Add(set, degree);
            }
        }
    }

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
        _pairCount = 0;
    }
}
