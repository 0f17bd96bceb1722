using Quiver.Storage.FullText;

namespace Quiver.Cypher.Execution.FullText;

/// <summary>Counts where a phrase stands in texts. Not thread safe.</summary>
/// <param name="phrase">The phrase.</param>
internal sealed class PhrasePlaces(FullTextQuery.Phrase phrase)
{
    private readonly List<int>[] _starts = [.. phrase.Words.Select(static _ => new List<int>())];
    private readonly int[] _at = new int[phrase.Words.Length];

    /// <summary>How often it stands there; a place where its words are n places from theirs counts one of 1 + n.</summary>
    public double FrequencyIn(List<AnalyzedWord> words)
    {
        for (int i = 0; i < _starts.Length; i++)
        {
            _starts[i].Clear();
            _at[i] = 0;
            foreach (var word in words)
            {
                if (string.Equals(word.Text, phrase.Words[i].Text, StringComparison.Ordinal))
                {
                    // Where the phrase would begin for the word to stand in its place.
                    _starts[i].Add(word.Position - phrase.Words[i].Position);
                }
            }
            if (_starts[i].Count == 0)
            {
                return 0;
            }
        }
        double frequency = 0;
        while (true)
        {
            int least = 0;
            int greatest = 0;
            for (int i = 1; i < _starts.Length; i++)
            {
                least = Start(i) < Start(least) ? i : least;
                greatest = Start(i) > Start(greatest) ? i : greatest;
            }
            int distance = Start(greatest) - Start(least);
            if (distance <= phrase.Slop)
            {
                frequency += 1.0 / (1 + distance);
            }
            if (++_at[least] == _starts[least].Count)
            {
                return frequency;
            }
        }
    }

    private int Start(int word) => _starts[word][_at[word]];
}
