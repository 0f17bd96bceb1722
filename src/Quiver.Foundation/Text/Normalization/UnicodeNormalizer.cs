using System.Text;

namespace Quiver.Foundation.Text.Normalization;

/// <summary>Brings text into a normal form of Unicode, without the machine's libraries and so the same everywhere.</summary>
/// <remarks>Unicode Standard Annex 15; Hangul syllables by arithmetic (The Unicode Standard, 3.12). Thread safe.</remarks>
public static class UnicodeNormalizer
{
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;

    /// <summary>The text in a normal form; the same string when it is in it already and all of it is ASCII.</summary>
    /// <param name="text">The text.</param>
    /// <param name="form">The normal form.</param>
    /// <param name="cancellation">Stops the work on a long text.</param>
    public static string Normalize(
        string text,
        NormalForm form,
        CancellationToken cancellation = default
    )
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var codePoints = new List<int>(text.Length);
        bool isCompatible = form is NormalForm.Nfkc or NormalForm.Nfkd;
        foreach (var rune in text.EnumerateRunes())
        {
            cancellation.ThrowIfCancellationRequested();
            Decompose(rune.Value, isCompatible, codePoints);
        }
        Reorder(codePoints, cancellation);
        if (form is NormalForm.Nfc or NormalForm.Nfkc)
        {
            Compose(codePoints, cancellation);
        }
        var result = new StringBuilder(codePoints.Count);
        Span<char> units = stackalloc char[2];
        foreach (int codePoint in codePoints)
        {
            cancellation.ThrowIfCancellationRequested();
            result.Append(units[..new Rune(codePoint).EncodeToUtf16(units)]);
        }
        return result.ToString();
    }

    /// <summary>Whether a text is in a normal form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="form">The normal form.</param>
    /// <param name="cancellation">Stops the work on a long text.</param>
    public static bool IsNormalized(
        string text,
        NormalForm form,
        CancellationToken cancellation = default
    ) => string.Equals(Normalize(text, form, cancellation), text, StringComparison.Ordinal);

    // A decomposition's parts may decompose further; the depth is that of the database, at most five.
    private static void Decompose(int codePoint, bool isCompatible, List<int> result)
    {
        int syllable = codePoint - SyllableBase;
        if (syllable is >= 0 and < SyllableCount)
        {
            result.Add(LeadBase + syllable / (VowelCount * TrailCount));
            result.Add(VowelBase + syllable / TrailCount % VowelCount);
            if (syllable % TrailCount != 0)
            {
                result.Add(TrailBase + syllable % TrailCount);
            }
            return;
        }
        if (NormalizationTable.Instance.Decomposition(codePoint, isCompatible) is not { } parts)
        {
            result.Add(codePoint);
            return;
        }
        foreach (int part in parts)
        {
            Decompose(part, isCompatible, result);
        }
    }

    // Runs of marks are put in the order of their classes; marks of one class keep theirs.
    private static void Reorder(List<int> codePoints, CancellationToken cancellation)
    {
        var table = NormalizationTable.Instance;
        int end;
        for (int start = 0; start < codePoints.Count; start = end + 1)
        {
            cancellation.ThrowIfCancellationRequested();
            end = start;
            while (end < codePoints.Count && table.CombiningClass(codePoints[end]) != 0)
            {
                end++;
            }
            if (end - start < 2)
            {
                continue;
            }
            var marks = codePoints.GetRange(start, end - start).OrderBy(table.CombiningClass);
            int position = start;
            foreach (int mark in marks.ToArray())
            {
                codePoints[position++] = mark;
            }
        }
    }

    private static void Compose(List<int> codePoints, CancellationToken cancellation)
    {
        var table = NormalizationTable.Instance;
        int starter = -1;
        int previousClass = -1;
        int length = 0;
        for (int i = 0; i < codePoints.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int codePoint = codePoints[i];
            int combiningClass = table.CombiningClass(codePoint);
            // A mark is blocked by one of its own or a higher class between it and the starter.
            bool mayCompose = starter >= 0 && previousClass < combiningClass;
            int whole = mayCompose ? Pair(codePoints[starter], codePoint) : -1;
            if (whole >= 0)
            {
                codePoints[starter] = whole;
                continue;
            }
            if (combiningClass == 0)
            {
                starter = length;
                previousClass = -1;
            }
            else
            {
                previousClass = combiningClass;
            }
            codePoints[length++] = codePoint;
        }
        codePoints.RemoveRange(length, codePoints.Count - length);
    }

    private static int Pair(int first, int second)
    {
        int lead = first - LeadBase;
        int vowel = second - VowelBase;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            return SyllableBase + (lead * VowelCount + vowel) * TrailCount;
        }
        int syllable = first - SyllableBase;
        int trail = second - TrailBase;
        bool isOpen = syllable is >= 0 and < SyllableCount && syllable % TrailCount == 0;
        return isOpen && trail is > 0 and < TrailCount
            ? first + trail
            : NormalizationTable.Instance.Composition(first, second);
    }
}
