using Quiver.Foundation.Text;

namespace Quiver.Import.Reports;

/// <summary>
/// The bad entries of one piece of work: report lines, and how many entries there are of each cause. Filled by a <see cref="BadEntryWriter"/>; one at a time belongs to
/// a thread.
/// </summary>
internal sealed class BadEntryBuffer
{
    private readonly List<FileTally> _tallies = [];

    /// <summary>The report lines.</summary>
    public ReportLines Lines { get; } = new();

    /// <summary>Bytes of memory that it holds.</summary>
    public int Capacity => Lines.Capacity;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>Rows and entries of each file that the piece of work has rows of.</summary>
    public IReadOnlyList<FileTally> Tallies => _tallies;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        Lines.Clear();
        _tallies.Clear();
        Count = 0;
    }

    /// <summary>Counts rows that were read.</summary>
    public void AddRows(string path, long rows) => TallyOf(path).Rows += rows;

    /// <summary>Counts an entry.</summary>
    public void AddEntry(string path, BadEntryCause cause)
    {
        Count++;
        TallyOf(path).Counts[(int)cause]++;
    }

    /// <summary>An entry, read back from its line.</summary>
    public BadEntry Entry(int index)
    {
        var text = new JsonText();
        Lines.AppendTo(text, index);
        return BadEntry.Parse(text.Bytes);
    }

    private FileTally TallyOf(string path)
    {
        // The rows of a piece of work are of one file, or of a few that follow one another.
        for (int i = _tallies.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_tallies[i].Path, path))
            {
                return _tallies[i];
            }
        }
        var tally = new FileTally(path);
        _tallies.Add(tally);
        return tally;
    }
}
