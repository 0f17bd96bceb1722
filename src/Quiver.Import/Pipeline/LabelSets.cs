using System.Runtime.InteropServices;
using Quiver.Model;

namespace Quiver.Import.Pipeline;

/// <summary>Numbers the distinct sets of labels that nodes have. Thread safe.</summary>
internal sealed class LabelSets
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int[], int> _numbers = new(SortedNumbersComparer.Instance);
    private readonly Dictionary<(int Set, int Label), int> _extended = [];

    /// <summary>One more than the number of the set that a label is alone in, 0 when there is none: most sets are such.</summary>
    private int[] _single = [];
    private readonly List<int[]> _sets = [];
    private readonly List<LabelId[]> _labelIds = [];

    /// <summary>How many sets there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _sets.Count;
            }
        }
    }

    /// <summary>The number of a set of labels.</summary>
    public int NumberOf(IEnumerable<int> labels)
    {
        int[] distinct = [.. labels.Distinct()];
        Array.Sort(distinct);
        return NumberOfSorted(distinct);
    }

    /// <summary>The number of the labels of a set and one more, which it may have already.</summary>
    public int With(int number, int label)
    {
        lock (_lock)
        {
            if (_sets[number].Length == 0)
            {
                return NumberOfSingle(label);
            }
            if (!_extended.TryGetValue((number, label), out int extended))
            {
                int[] labels = _sets[number];
                int at = Array.BinarySearch(labels, label);
                extended =
                    at >= 0 ? number : NumberOfSorted([.. labels[..~at], label, .. labels[~at..]]);
                _extended.Add((number, label), extended);
            }
            return extended;
        }
    }

    /// <summary>Takes sets up again that <see cref="WriteTo"/> wrote, under the same numbers.</summary>
    public static LabelSets Read(BinaryReader input)
    {
        var sets = new LabelSets();
        int count = input.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            int[] labels = new int[input.ReadInt32()];
            for (int j = 0; j < labels.Length; j++)
            {
                labels[j] = input.ReadInt32();
            }
            sets.NumberOf(labels);
        }
        return sets;
    }

    /// <summary>Writes all sets in the order of their numbers.</summary>
    public void WriteTo(BinaryWriter output)
    {
        lock (_lock)
        {
            output.Write(_sets.Count);
            foreach (int[] labels in _sets)
            {
                output.Write(labels.Length);
                foreach (int label in labels)
                {
                    output.Write(label);
                }
            }
        }
    }

    /// <summary>The labels of a set, ascending.</summary>
    public IReadOnlyList<int> LabelsOf(int number)
    {
        lock (_lock)
        {
            return _sets[number];
        }
    }

    /// <summary>The labels of all sets one after the other, and where each set's begin among them.</summary>
    public (int[] Begins, int[] Labels) ToArrays()
    {
        lock (_lock)
        {
            int[] begins = new int[_sets.Count + 1];
            for (int set = 0; set < _sets.Count; set++)
            {
                begins[set + 1] = begins[set] + _sets[set].Length;
            }
            int[] labels = new int[begins[^1]];
            for (int set = 0; set < _sets.Count; set++)
            {
                _sets[set].CopyTo(labels, begins[set]);
            }
            return (begins, labels);
        }
    }

    /// <summary>The labels of each set that there is now, by its number, ascending, as storage takes them; not to be changed.</summary>
    public ReadOnlySpan<LabelId[]> ToLabelIds()
    {
        lock (_lock)
        {
            // Sets that are added later stand behind these, or in another array.
            return CollectionsMarshal.AsSpan(_labelIds);
        }
    }

    private int NumberOfSorted(int[] sorted)
    {
        lock (_lock)
        {
            if (sorted.Length == 1)
            {
                return NumberOfSingle(sorted[0]);
            }
            if (!_numbers.TryGetValue(sorted, out int number))
            {
                number = Add(sorted);
                _numbers.Add(sorted, number);
            }
            return number;
        }
    }

    private int NumberOfSingle(int label)
    {
        if (label >= _single.Length)
        {
            Array.Resize(ref _single, Math.Max(label + 1, _single.Length * 2));
        }
        if (_single[label] == 0)
        {
            _single[label] = Add([label]) + 1;
        }
        return _single[label] - 1;
    }

    private int Add(int[] sorted)
    {
        _sets.Add(sorted);
        var ids = new LabelId[sorted.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = new LabelId(sorted[i]);
        }
        _labelIds.Add(ids);
        return _sets.Count - 1;
    }
}
