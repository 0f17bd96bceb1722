using Quiver.Storage.FullText;

namespace Quiver.Cypher.Execution.FullText;

/// <summary>
/// Finds what fulfils a query in a full-text index, with scores by Okapi BM25 (S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework, 2009) in the form without the constant
/// factor. Words that match a pattern, and all there is, score 1.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="charge">Takes memory from the query's budget.</param>
/// <param name="cancellation">Ends the search.</param>
internal sealed class FullTextSearch(
    FullTextIndex index,
    Action<long> charge,
    CancellationToken cancellation
)
{
    private const double Saturation = 1.2;
    private const double LengthWeight = 0.75;
    private const long BytesOfHit = 40;
    private const long BytesOfWord = 96;
    private const int MaxFuzzyWords = 50;

    /// <summary>What a query finds, by ascending ids.</summary>
    public List<FullTextHit> Run(FullTextQuery query) => Run(query, 1);

    private List<FullTextHit> Run(FullTextQuery query, double boost)
    {
        cancellation.ThrowIfCancellationRequested();
        boost *= query.Boost;
        return query switch
        {
            FullTextQuery.Combination combination => Combine(combination, boost),
            FullTextQuery.Word word => InFields(
                word.Field,
                field => OfWord(field, word.Text, boost)
            ),
            FullTextQuery.Phrase phrase => InFields(
                phrase.Field,
                field => OfPhrase(field, phrase, boost)
            ),
            FullTextQuery.Pattern pattern => InFields(
                pattern.Field,
                field => OfPattern(field, pattern, boost)
            ),
            FullTextQuery.Fuzzy fuzzy => InFields(
                fuzzy.Field,
                field => OfSimilar(field, fuzzy, boost)
            ),
            FullTextQuery.Every every => Constant(InFields(every.Field, OfField), boost),
            _ => [],
        };
    }

    private List<FullTextHit> InFields(int field, Func<int, List<FullTextHit>> find)
    {
        if (field == FullTextQuery.UnknownField)
        {
            return [];
        }
        if (field != FullTextQuery.EveryField)
        {
            return find(field);
        }
        var hits = find(0);
        for (int i = 1; i < index.FieldCount; i++)
        {
            hits = FullTextHits.Union(hits, find(i));
        }
        return hits;
    }

    private List<FullTextHit> Combine(FullTextQuery.Combination combination, double boost)
    {
        List<FullTextHit>? needed = null;
        List<FullTextHit> optional = [];
        bool hasOptional = false;
        foreach (var clause in combination.Clauses)
        {
            if (clause.Demand == FullTextDemand.Must)
            {
                var hits = Run(clause.Query, boost);
                needed = needed is null
                    ? hits
                    : FullTextHits.Select(needed, hits, keepsShared: true, keepsOthers: false);
            }
            else if (clause.Demand == FullTextDemand.May)
            {
                hasOptional = true;
                optional = FullTextHits.Union(optional, Run(clause.Query, boost));
            }
        }
        var found =
            needed is null ? optional
            : hasOptional
                ? FullTextHits.Select(needed, optional, keepsShared: true, keepsOthers: true)
            : needed;
        foreach (var clause in combination.Clauses)
        {
            if (clause.Demand == FullTextDemand.MustNot && found.Count > 0)
            {
                found = FullTextHits.Select(
                    found,
                    Run(clause.Query, boost),
                    keepsShared: false,
                    keepsOthers: true
                );
            }
        }
        return found;
    }

    private List<FullTextHit> OfWord(int field, string word, double boost)
    {
        var postings = Find(field, word);
        double weight = boost * RarityOf(field, word);
        var hits = new List<FullTextHit>(postings.Count);
        foreach (var posting in postings)
        {
            double fit = Fit(field, posting.Frequency, posting.Length);
            hits.Add(new(posting.Id, weight * fit));
        }
        return hits;
    }

    private List<FullTextHit> OfPhrase(int field, FullTextQuery.Phrase phrase, double boost)
    {
        List<FullTextHit>? candidates = null;
        double rarity = 0;
        foreach (var word in phrase.Words)
        {
            var hits = Find(field, word.Text).ConvertAll(static p => new FullTextHit(p.Id, 0));
            candidates = candidates is null
                ? hits
                : FullTextHits.Select(candidates, hits, keepsShared: true, keepsOthers: false);
            rarity += RarityOf(field, word.Text);
        }
        var found = new List<FullTextHit>();
        var words = new List<AnalyzedWord>();
        var places = new PhrasePlaces(phrase);
        foreach (var candidate in candidates!)
        {
            cancellation.ThrowIfCancellationRequested();
            index.Read(field, candidate.Id, words);
            double frequency = places.FrequencyIn(words);
            if (frequency > 0)
            {
                double score = boost * rarity * Fit(field, frequency, words.Count);
                found.Add(new(candidate.Id, score));
            }
        }
        return found;
    }

    private List<FullTextHit> OfPattern(int field, FullTextQuery.Pattern pattern, double boost)
    {
        List<FullTextHit> found = [];
        foreach (string word in WordsOf(field, pattern.Prefix))
        {
            if (pattern.IsMatch(word))
            {
                var hits = Find(field, word).ConvertAll(p => new FullTextHit(p.Id, boost));
                found = FullTextHits.Union(found, hits);
            }
        }
        return Constant(found, boost);
    }

    private List<FullTextHit> OfSimilar(int field, FullTextQuery.Fuzzy fuzzy, double boost)
    {
        var similar = new List<(string Word, double Similarity)>();
        foreach (string word in WordsOf(field, ""))
        {
            if (EditDistance.Compute(fuzzy.Text, word, fuzzy.Edits) is { } distance)
            {
                double length = Math.Max(1, Math.Min(fuzzy.Text.Length, word.Length));
                double similarity = distance == 0 ? 1 : 1 - (distance / length);
                if (similarity > 0)
                {
                    similar.Add((word, similarity));
                }
            }
        }
        similar.Sort(
            static (a, b) =>
                a.Similarity != b.Similarity
                    ? b.Similarity.CompareTo(a.Similarity)
                    : string.CompareOrdinal(a.Word, b.Word)
        );
        List<FullTextHit> found = [];
        foreach (var (word, similarity) in similar.Take(MaxFuzzyWords))
        {
            found = FullTextHits.Union(found, OfWord(field, word, boost * similarity));
        }
        return found;
    }

    private List<FullTextHit> OfField(int field)
    {
        var ids = new List<long>();
        index.FindAll(field, ids, cancellation);
        charge(ids.Count * BytesOfHit);
        ids.Sort();
        return ids.ConvertAll(static id => new FullTextHit(id, 1));
    }

    private static List<FullTextHit> Constant(List<FullTextHit> hits, double score) =>
        hits.ConvertAll(hit => new FullTextHit(hit.Id, score));

    private SortedSet<string> WordsOf(int field, string prefix)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        index.FindWords(field, prefix, words, cancellation);
        charge(words.Count * BytesOfWord);
        return words;
    }

    private List<FullTextPosting> Find(int field, string word)
    {
        charge(index.CountOf(field, word) * BytesOfHit);
        var postings = new List<FullTextPosting>();
        index.Find(field, word, postings, cancellation);
        return postings;
    }

    /// <summary>How much it says that a word occurs: the rarer, the more.</summary>
    private double RarityOf(int field, string word)
    {
        double count = index.CountOf(field, word);
        return Math.Log(1 + ((index.StatisticsOf(field).Entities - count + 0.5) / (count + 0.5)));
    }

    /// <summary>How much of that a text earns by how often the word occurs in it; long texts need more.</summary>
    private double Fit(int field, double frequency, int length)
    {
        double relative = length / Math.Max(1, index.StatisticsOf(field).AverageLength);
        double norm = Saturation * (1 - LengthWeight + (LengthWeight * relative));
        return frequency / (frequency + norm);
    }
}
