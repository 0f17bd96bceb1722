using System.Globalization;
using System.Text;

namespace Quiver.Csv.Encodings;

/// <summary>The names of encodings: those that the runtime knows, which are IANA's, and those of Java beside them.</summary>
internal static class EncodingNames
{
    private const int MaxSuggestions = 3;
    private const int Latin1 = 28591;
    private const int Ascii = 20127;

    /// <summary>Java's and other names whose code page does not follow from a number in the name.</summary>
    private static readonly Dictionary<string, int> _codePages = new(StringComparer.Ordinal)
    {
        ["ascii"] = Ascii,
        ["usascii"] = Ascii,
        ["iso646us"] = Ascii,
        ["646"] = Ascii,
        ["latin1"] = Latin1,
        ["iso88591"] = Latin1,
        ["88591"] = Latin1,
        ["cp819"] = Latin1,
        ["ibm819"] = Latin1,
        ["latin2"] = 28592,
        ["latin9"] = 28605,
        ["latin0"] = 28605,
        ["sjis"] = 932,
        ["shiftjis"] = 932,
        ["windows31j"] = 932,
        ["ms932"] = 932,
        ["eucjp"] = 51932,
        ["eucjis"] = 51932,
        ["gbk"] = 936,
        ["ms936"] = 936,
        ["gb2312"] = 936,
        ["euccn"] = 936,
        ["gb18030"] = 54936,
        ["big5"] = 950,
        ["ms950"] = 950,
        ["euckr"] = 51949,
        ["ms949"] = 949,
        ["xwindows949"] = 949,
        ["koi8r"] = 20866,
        ["koi8u"] = 21866,
        ["tis620"] = 874,
        ["ms874"] = 874,
        ["xwindows874"] = 874,
        ["macroman"] = 10000,
        ["xmacroman"] = 10000,
    };

    private static readonly string[] _suggested =
    [
        "UTF-8",
        "UTF-16",
        "UTF-16LE",
        "UTF-16BE",
        "UTF-32",
        "UTF-32LE",
        "UTF-32BE",
        "US-ASCII",
        .. Enumerable
            .Range(1, 9)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"ISO-8859-{n}")),
        "ISO-8859-13",
        "ISO-8859-15",
        .. Enumerable
            .Range(1250, 9)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"windows-{n}")),
        "IBM437",
        "IBM850",
        "IBM852",
        "KOI8-R",
        "KOI8-U",
        "Shift_JIS",
        "EUC-JP",
        "GBK",
        "GB18030",
        "Big5",
        "EUC-KR",
        "TIS-620",
        "MacRoman",
    ];

    /// <summary>A name without what is written in several ways.</summary>
    public static string KeyOf(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>The encoding of a name, which throws on bytes that it does not know; null when there is none.</summary>
    public static Encoding? Find(string name)
    {
        string key = KeyOf(name);
        if (_codePages.TryGetValue(key, out int codePage) || TryReadNumber(key, out codePage))
        {
            return Open(codePage);
        }
        return CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding
            ? Open(encoding.CodePage)
            : null;
    }

    /// <summary>Says that a name is unknown, and which known ones look like it.</summary>
    public static string DescribeUnknown(string name)
    {
        string key = KeyOf(name);
        var nearest = _suggested
            .Select(known => (Name: known, Distance: Distance(key, KeyOf(known))))
            .Where(known => known.Distance <= Math.Max(2, key.Length / 3))
            .OrderBy(known => known.Distance)
            .Take(MaxSuggestions)
            .Select(known => known.Name)
            .ToList();
        string hint =
            nearest.Count > 0
                ? $"Did you mean {string.Join(" or ", nearest)}?"
                : "Known are, among others, UTF-8, UTF-16, ISO-8859-1, windows-1252, Shift_JIS and GB18030.";
        return $"Unknown encoding '{name}'. {hint}";
    }

    private static Encoding? Open(int codePage) =>
        codePage switch
        {
            Ascii or Latin1 => Encoding.GetEncoding(
                codePage,
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            ),
            _ => CodePagesEncodingProvider.Instance.GetEncoding(
                codePage,
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            ),
        };

    /// <summary>Names that say their code page, as <c>Cp1252</c>, <c>windows1252</c>, <c>ibm437</c> and <c>iso885915</c> do.</summary>
    private static bool TryReadNumber(string key, out int codePage)
    {
        foreach (string prefix in (ReadOnlySpan<string>)["cp", "ibm", "xibm", "windows"])
        {
            if (
                key.StartsWith(prefix, StringComparison.Ordinal)
                && TryParse(key.AsSpan(prefix.Length), out codePage)
            )
            {
                return true;
            }
        }
        const string iso = "iso8859";
        const int beforeFirst = Latin1 - 1;
        if (
            key.StartsWith(iso, StringComparison.Ordinal)
            && TryParse(key.AsSpan(iso.Length), out int part)
        )
        {
            codePage = beforeFirst + part;
            return part is > 0 and < 20;
        }
        codePage = 0;
        return false;
    }

    private static bool TryParse(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number is > 0 and <= ushort.MaxValue;

    /// <summary>How many letters have to be changed, added or left out to turn one word into the other.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j - 1], row[j]) + 1);
            }
        }
        return row[to.Length];
    }
}
