namespace Quiver.Storage.FullText;

/// <summary>Takes endings off English words: M. F. Porter, An algorithm for suffix stripping, Program 14 (1980).</summary>
internal static class EnglishStemmer
{
    private const int LeastLength = 3;

    private static readonly (string Ending, string Instead)[] s_doubleEndings =
    [
        ("ational", "ate"),
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("izer", "ize"),
        ("abli", "able"),
        ("alli", "al"),
        ("entli", "ent"),
        ("eli", "e"),
        ("ousli", "ous"),
        ("ization", "ize"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("iveness", "ive"),
        ("fulness", "ful"),
        ("ousness", "ous"),
        ("aliti", "al"),
        ("iviti", "ive"),
        ("biliti", "ble"),
    ];

    private static readonly (string Ending, string Instead)[] s_thirdEndings =
    [
        ("icate", "ic"),
        ("ative", ""),
        ("alize", "al"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
    ];

    private static readonly string[] s_lastEndings =
    [
        "al",
        "ance",
        "ence",
        "er",
        "ic",
        "able",
        "ible",
        "ant",
        "ement",
        "ment",
        "ent",
        "ou",
        "ism",
        "ate",
        "iti",
        "ous",
        "ive",
        "ize",
    ];

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        if (word.Length < LeastLength)
        {
            return word;
        }
        word = WithoutPast(WithoutPlural(word));
        if (word.EndsWith('y') && HasVowel(word.AsSpan(0, word.Length - 1)))
        {
            word = word[..^1] + "i";
        }
        word = Replace(Replace(word, s_doubleEndings), s_thirdEndings);
        return WithoutFinal(WithoutLast(word));
    }

    private static string WithoutPlural(string word)
    {
        if (
            word.EndsWith("sses", StringComparison.Ordinal)
            || word.EndsWith("ies", StringComparison.Ordinal)
        )
        {
            return word[..^2];
        }
        return word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal)
            ? word[..^1]
            : word;
    }

    private static string WithoutPast(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        }
        int ending =
            word.EndsWith("ed", StringComparison.Ordinal) ? 2
            : word.EndsWith("ing", StringComparison.Ordinal) ? 3
            : 0;
        if (ending == 0 || !HasVowel(word.AsSpan(0, word.Length - ending)))
        {
            return word;
        }
        string stem = word[..^ending];
        if (
            stem.EndsWith("at", StringComparison.Ordinal)
            || stem.EndsWith("bl", StringComparison.Ordinal)
            || stem.EndsWith("iz", StringComparison.Ordinal)
        )
        {
            return stem + "e";
        }
        if (EndsInDouble(stem) && stem[^1] is not ('l' or 's' or 'z'))
        {
            return stem[..^1];
        }
        return Measure(stem) == 1 && EndsShort(stem) ? stem + "e" : stem;
    }

    private static string Replace(string word, (string Ending, string Instead)[] endings)
    {
        var (ending, instead) = Array.Find(
            endings,
            e => word.EndsWith(e.Ending, StringComparison.Ordinal)
        );
        if (ending is null)
        {
            return word;
        }
        string stem = word[..^ending.Length];
        return Measure(stem) > 0 ? stem + instead : word;
    }

    private static string WithoutLast(string word)
    {
        string? ending = null;
        foreach (string candidate in s_lastEndings)
        {
            bool isLonger = ending is null || candidate.Length > ending.Length;
            ending =
                isLonger && word.EndsWith(candidate, StringComparison.Ordinal) ? candidate : ending;
        }
        if (ending is null && word.EndsWith("ion", StringComparison.Ordinal))
        {
            ending = word.Length > 3 && word[^4] is 's' or 't' ? "ion" : null;
        }
        return ending is not null && Measure(word.AsSpan(0, word.Length - ending.Length)) > 1
            ? word[..^ending.Length]
            : word;
    }

    private static string WithoutFinal(string word)
    {
        if (word.EndsWith('e'))
        {
            string stem = word[..^1];
            int measure = Measure(stem);
            word = measure > 1 || (measure == 1 && !EndsShort(stem)) ? stem : word;
        }
        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word) > 1
            ? word[..^1]
            : word;
    }

    /// <summary>How often a vowel is followed by a consonant.</summary>
    private static int Measure(ReadOnlySpan<char> stem)
    {
        int count = 0;
        for (int i = 1; i < stem.Length; i++)
        {
            count += !IsVowel(stem, i) && IsVowel(stem, i - 1) ? 1 : 0;
        }
        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> stem)
    {
        for (int i = 0; i < stem.Length; i++)
        {
            if (IsVowel(stem, i))
            {
                return true;
            }
        }
        return false;
    }

    private static bool EndsInDouble(string stem) =>
        stem.Length > 1 && stem[^1] == stem[^2] && !IsVowel(stem, stem.Length - 1);

    /// <summary>Whether it ends in consonant, vowel, consonant, the last none of w, x and y.</summary>
    private static bool EndsShort(string stem) =>
        stem.Length > 2
        && stem[^1] is not ('w' or 'x' or 'y')
        && !IsVowel(stem, stem.Length - 1)
        && IsVowel(stem, stem.Length - 2)
        && !IsVowel(stem, stem.Length - 3);

    // A y is a vowel behind a consonant; a run of them alternates.
    private static bool IsVowel(ReadOnlySpan<char> stem, int at)
    {
        int first = at;
        while (first > 0 && stem[first] == 'y')
        {
            first--;
        }
        bool isVowel = stem[first] is 'a' or 'e' or 'i' or 'o' or 'u';
        for (int i = first + 1; i <= at; i++)
        {
            isVowel = !isVowel;
        }
        return isVowel;
    }
}
