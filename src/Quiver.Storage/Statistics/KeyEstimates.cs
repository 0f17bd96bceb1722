namespace Quiver.Storage.Statistics;

/// <summary>Values and different values of each property key, of which there may be millions: keys are numbered from 0 without gaps, so that each has its place. Not thread safe.</summary>
internal sealed class KeyEstimates
{
    private const int LeastKeys = 64;

    private (long Values, MergedSketch? Sketch)[] _keys = [];
    private int _count;

    /// <summary>The keys that have values, ascending.</summary>
    public IEnumerable<(int Key, long Values, MergedSketch Sketch)> All
    {
        get
        {
            for (int key = 0; key < _keys.Length; key++)
            {
                if (_keys[key] is (var values, { } sketch))
                {
                    yield return (key, values, sketch);
                }
            }
        }
    }

    /// <summary>How many keys have values.</summary>
    public int Count => _count;

    /// <summary>Adds the values of a column.</summary>
    /// <param name="key">The property key.</param>
    /// <param name="values">Rows that have one.</param>
    /// <param name="sketch">What the values are; read only.</param>
    public void Add(int key, long values, DistinctSketch sketch)
    {
        ref var known = ref PlaceOf(key);
        if (known.Sketch is null)
        {
            known.Sketch = new();
            _count++;
        }
        known.Sketch.Merge(sketch);
        known.Values += values;
    }

    /// <summary>Says what is known of a key.</summary>
    public void Set(int key, long values, MergedSketch sketch)
    {
        ref var known = ref PlaceOf(key);
        _count += known.Sketch is null ? 1 : 0;
        known = (values, sketch);
    }

    /// <summary>The estimates by key.</summary>
    public Dictionary<int, PropertyEstimate> Estimate()
    {
        var result = new Dictionary<int, PropertyEstimate>(_count);
        foreach (var (key, values, sketch) in All)
        {
            result.Add(key, new(values, Math.Clamp(sketch.Estimate(), 1, values)));
        }
        return result;
    }

    private ref (long Values, MergedSketch? Sketch) PlaceOf(int key)
    {
        if (key >= _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(Math.Max(key + 1, LeastKeys), _keys.Length * 2));
        }
        return ref _keys[key];
    }
}
