using System.Text;
using Quiver.Model.Values;

namespace Quiver.Storage.FullText;

/// <summary>A way to cut text into words that are looked up. Immutable, safe for concurrent use.</summary>
public sealed class TextAnalyzer
{
    // Between the texts of a list, so that no phrase reaches from one into the next.
    private const int TextGap = 100;

    private readonly Func<string, IEnumerable<string>> _cut;
    private readonly Func<string, string> _normalize;
    private readonly Func<string, string>? _stem;

    internal TextAnalyzer(
        string name,
        string description,
        Func<string, IEnumerable<string>> cut,
        Func<string, string> normalize,
        IReadOnlyCollection<string>? stopWords = null,
        Func<string, string>? stem = null
    )
    {
        Name = name;
        Description = description;
        _cut = cut;
        _normalize = normalize;
        _stem = stem;
        StopWords = stopWords ?? [];
    }

    /// <summary>The name by which an index asks for it.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public string Description { get; }

    /// <summary>Words that are not looked up.</summary>
    public IReadOnlyCollection<string> StopWords { get; }

    /// <summary>Appends the words of a text, or of the texts of a list; any other value has none.</summary>
    public void Analyze(in Value value, List<AnalyzedWord> words)
    {
        if (value.Kind == ValueKind.String)
        {
            Analyze(value.AsString(), 0, words);
        }
        else if (value.Kind == ValueKind.List)
        {
            int position = 0;
            foreach (var element in value.AsList())
            {
                if (element.Kind == ValueKind.String)
                {
                    position = Analyze(element.AsString(), position, words) + TextGap;
                }
            }
        }
    }

    /// <summary>Appends the words of a text.</summary>
    public void Analyze(string text, List<AnalyzedWord> words) => Analyze(text, 0, words);

    /// <summary>Part of a word as the words of the index are written: in lower case, say. It is not cut, and is never left out.</summary>
    public string Normalize(string part) => _normalize(part);

    private int Analyze(string text, int position, List<AnalyzedWord> words)
    {
        foreach (string word in _cut(text))
        {
            string normal = _normalize(word);
            if (normal.Length > 0 && !StopWords.Contains(normal))
            {
                words.Add(new(_stem is null ? normal : _stem(normal), position));
            }
            position++;
        }
        return position;
    }

    /// <summary>A text's characters in lower case, each by itself.</summary>
    internal static string ToLower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }
        var lower = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            lower.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        return lower.ToString();
    }
}
