using System.Runtime.InteropServices;
using Quiver.Model.Values;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage.FullText;

/// <summary>Makes the entries of a full-text index from values: of each word of a text, and of the number of words. Not thread safe.</summary>
/// <param name="index">The index.</param>
internal sealed class FullTextEntries(IndexDefinition index)
{
    private readonly TextAnalyzer _analyzer = FullTextConfiguration.AnalyzerOf(index);
    private readonly List<AnalyzedWord> _words = [];
    private readonly Dictionary<string, int> _frequencies = new(StringComparer.Ordinal);
    private readonly KeyBuffer _key = new();

    /// <summary>Adds the entries of a field of an entity; what is neither text nor a list of texts has none.</summary>
    public void Add(int field, in Value value, long id, IndexSorter sorter)
    {
        _words.Clear();
        _analyzer.Analyze(value, _words);
        if (_words.Count == 0)
        {
            return;
        }
        _frequencies.Clear();
        foreach (var word in _words)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_frequencies, word.Text, out _)++;
        }
        byte length = FieldLength.Encode(_words.Count);
        foreach (var (word, frequency) in _frequencies)
        {
            if (FullTextKeys.TrySetWord(_key, field, word, frequency, length))
            {
                sorter.Add(_key.Span, id);
            }
        }
        FullTextKeys.SetLength(_key, field, length);
        sorter.Add(_key.Span, id);
    }
}
