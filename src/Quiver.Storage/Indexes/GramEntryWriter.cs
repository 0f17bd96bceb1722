namespace Quiver.Storage.Indexes;

/// <summary>Hands sorted entries of a text index on to their run, each once. Not thread safe.</summary>
/// <param name="writer">The run.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class GramEntryWriter(IndexRunWriter writer, CancellationToken cancellation)
{
    private const int CheckEvery = 1 << 16;

    private readonly KeyBuffer _key = new();
    private int _gram = -1;
    private long _id;
    private int _unchecked;

    /// <summary>Adds an entry that is not below the one before.</summary>
    public void Add(int gram, long id)
    {
        if (gram != _gram)
        {
            TextGrams.Append(gram, _key);
            _gram = gram;
        }
        else if (id == _id)
        {
            return;
        }
        _id = id;
        writer.Add(_key.Span, id);
        if (++_unchecked == CheckEvery)
        {
            cancellation.ThrowIfCancellationRequested();
            _unchecked = 0;
        }
    }

    /// <summary>Adds the ids that several runs have for the sequence at which all of them are.</summary>
    /// <param name="runs">The runs, at the first of their ids; afterwards at the last.</param>
    /// <param name="ascend">Whether no id of a run is below those of the runs before.</param>
    public void Add(List<GramRunReader> runs, bool ascend)
    {
        if (ascend)
        {
            foreach (var run in runs)
            {
                AddAll(run);
            }
            return;
        }
        while (runs.Count > 0)
        {
            int least = 0;
            for (int i = 1; i < runs.Count; i++)
            {
                least = runs[i].Id < runs[least].Id ? i : least;
            }
            Add(runs[least].Gram, runs[least].Id);
            if (runs[least].Remaining > 0)
            {
                runs[least].NextId();
            }
            else
            {
                runs.RemoveAt(least);
            }
        }
    }

    private void AddAll(GramRunReader run)
    {
        Add(run.Gram, run.Id);
        while (run.Remaining > 0)
        {
            run.NextId();
            Add(run.Gram, run.Id);
        }
    }
}
