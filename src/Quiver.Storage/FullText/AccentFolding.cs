using System.Globalization;
using System.Text;
using Quiver.Foundation.Text.Normalization;

namespace Quiver.Storage.FullText;

/// <summary>Makes plain letters of letters with accents, strokes and the like.</summary>
internal static class AccentFolding
{
    /// <summary>The text, already in lower case, in plain letters where its letters have such.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var plain = new StringBuilder(text.Length);
        foreach (var rune in UnicodeNormalizer.Normalize(text, NormalForm.Nfkd).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(PlainOf(rune));
            }
        }
        return plain.ToString();
    }

    // Those that Unicode does not take apart.
    private static string PlainOf(Rune rune) =>
        rune.Value switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' or 'ð' => "d",
            'ł' => "l",
            'ħ' => "h",
            'ı' => "i",
            'ŧ' => "t",
            'þ' => "th",
            'ŋ' => "n",
            _ => rune.ToString(),
        };
}
