using System.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.text.* that say how alike two texts are.</summary>
internal static class TextDistanceFunctions
{
    // Work that grows with the product of two lengths is bounded by these.
    private const int MaxLength = 100_000;

    private const double JaroThreshold = 0.7;
    private const double PrefixWeight = 0.1;
    private const int MaxPrefix = 4;
    private const int SoundexLength = 4;

    // The digits of the letters A to Z; 0 for those that have none.
    private const string SoundexDigits = "01230120022455012623010202";

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.text.distance", Distance);
        table.Add("apoc.text.levenshteinDistance", Distance);
        table.Add("apoc.text.levenshteinSimilarity", Similarity);
        table.Add("apoc.text.fuzzyMatch", IsNear);
        table.Add("apoc.text.hammingDistance", Hamming);
        table.Add(
            "apoc.text.jaroWinklerDistance",
            static (in FunctionCall call) =>
                Value.Float(1 - JaroWinkler(TextAt(call, 0), TextAt(call, 1)))
        );
        table.Add("apoc.text.sorensenDiceSimilarity", Dice);
        table.Add("apoc.text.phonetic", Phonetic);
    }

    private static string TextAt(in FunctionCall call, int index)
    {
        string text = call.Text(index);
        return text.Length <= MaxLength
            ? text
            : throw RuntimeErrors.InvalidArgument(
                $"{call.Function}() takes texts of at most {MaxLength} characters."
            );
    }

    private static Value Distance(in FunctionCall call) =>
        Value.Integer(Levenshtein(call, TextAt(call, 0), TextAt(call, 1)));

    private static Value Similarity(in FunctionCall call)
    {
        string first = TextAt(call, 0);
        string second = TextAt(call, 1);
        int longer = Math.Max(first.Length, second.Length);
        return Value.Float(
            longer == 0 ? 1 : (longer - Levenshtein(call, first, second)) / (double)longer
        );
    }

    private static Value IsNear(in FunctionCall call)
    {
        string first = TextAt(call, 0);
        int most = first.Length switch
        {
            < 3 => 0,
            < 5 => 1,
            _ => 2,
        };
        return Value.Boolean(Levenshtein(call, first, TextAt(call, 1)) <= most);
    }

    private static int Levenshtein(in FunctionCall call, string first, string second)
    {
        int[] last = [.. Enumerable.Range(0, second.Length + 1)];
        int[] current = new int[second.Length + 1];
        for (int i = 1; i <= first.Length; i++)
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            current[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int replaced = last[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
            }
            (last, current) = (current, last);
        }
        return last[second.Length];
    }

    private static Value Hamming(in FunctionCall call)
    {
        string first = call.Text(0);
        string second = call.Text(1);
        if (first.Length != second.Length)
        {
            throw RuntimeErrors.InvalidArgument(
                $"{call.Function}() takes texts of the same length."
            );
        }
        int count = 0;
        for (int i = 0; i < first.Length; i++)
        {
            count += first[i] == second[i] ? 0 : 1;
        }
        return Value.Integer(count);
    }

    private static double JaroWinkler(string first, string second)
    {
        if (first == second)
        {
            return 1;
        }
        var (shorter, longer) = first.Length <= second.Length ? (first, second) : (second, first);
        int range = Math.Max((longer.Length / 2) - 1, 0);
        bool[] isTaken = new bool[longer.Length];
        var matches = new List<char>();
        for (int i = 0; i < shorter.Length; i++)
        {
            int end = Math.Min(i + range + 1, longer.Length);
            for (int j = Math.Max(i - range, 0); j < end; j++)
            {
                if (!isTaken[j] && longer[j] == shorter[i])
                {
                    isTaken[j] = true;
                    matches.Add(shorter[i]);
                    break;
                }
            }
        }
        if (matches.Count == 0)
        {
            return 0;
        }
        int swapped = 0;
        int place = 0;
        for (int j = 0; j < longer.Length; j++)
        {
            if (isTaken[j])
            {
                swapped += longer[j] == matches[place++] ? 0 : 1;
            }
        }
        int prefix = 0;
        while (prefix < Math.Min(MaxPrefix, shorter.Length) && first[prefix] == second[prefix])
        {
            prefix++;
        }
        double count = matches.Count;
        double jaro =
            ((count / first.Length) + (count / second.Length) + ((count - (swapped / 2)) / count))
            / 3;
        return jaro < JaroThreshold ? jaro : jaro + (PrefixWeight * prefix * (1 - jaro));
    }

    private static Value Dice(in FunctionCall call)
    {
        var first = PairsOf(TextAt(call, 0));
        var second = PairsOf(TextAt(call, 1));
        int all = first.Values.Sum() + second.Values.Sum();
        int shared = first.Sum(pair => Math.Min(pair.Value, second.GetValueOrDefault(pair.Key)));
        return Value.Float(all == 0 ? 0 : 2.0 * shared / all);
    }

    /// <summary>How often each pair of neighbouring characters is in the words of a text, in lower case.</summary>
    private static Dictionary<(char, char), int> PairsOf(string text)
    {
        var pairs = new Dictionary<(char, char), int>();
        string lower = text.ToLowerInvariant();
        for (int i = 1; i < lower.Length; i++)
        {
            if (!char.IsWhiteSpace(lower[i - 1]) && !char.IsWhiteSpace(lower[i]))
            {
                var pair = (lower[i - 1], lower[i]);
                pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            }
        }
        return pairs;
    }

    private static Value Phonetic(in FunctionCall call)
    {
        var codes = new StringBuilder();
        string text = call.Text(0).ToUpperInvariant();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetterUpper(text[i]))
            {
                continue;
            }
            if (i > start)
            {
                codes.Append(Soundex(text[start..i]));
            }
            start = i + 1;
        }
        return Value.String(codes.ToString());
    }

    /// <summary>The Soundex code of a word of the letters A to Z: H and W do not part equal digits, vowels do.</summary>
    private static string Soundex(string word)
    {
        var code = new StringBuilder(word[..1]);
        char last = SoundexDigits[word[0] - 'A'];
        foreach (char letter in word.AsSpan(1))
        {
            char digit = SoundexDigits[letter - 'A'];
            if (code.Length < SoundexLength && digit != '0' && digit != last)
            {
                code.Append(digit);
            }
            last = letter is 'H' or 'W' ? last : digit;
        }
        return code.ToString().PadRight(SoundexLength, '0');
    }
}
