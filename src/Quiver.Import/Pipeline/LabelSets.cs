using Quiver.Model;

namespace Quiver.Import.Pipeline;

/// <summary>Numbers the distinct sets of labels that nodes have. Thread safe.</summary>
internal sealed class LabelSets
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
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
        int[] sorted = [.. labels.Distinct().Order()];
        string key = string.Join(',', sorted);
        lock (_lock)
        {
            if (!_numbers.TryGetValue(key, out int number))
            {
                number = _sets.Count;
                _sets.Add(sorted);
                _labelIds.Add([.. sorted.Select(static label => new LabelId(label))]);
                _numbers.Add(key, number);
            }
            return number;
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
            return (begins, [.. _sets.SelectMany(static set => set)]);
        }
    }

    /// <summary>The labels of a set, ascending, as storage takes them; not to be changed.</summary>
    public LabelId[] ToLabelIds(int number)
    {
        lock (_lock)
        {
            return _labelIds[number];
        }
    }
}
