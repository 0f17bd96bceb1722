using System.Diagnostics.CodeAnalysis;

namespace Quiver.Csv.Encodings;

/// <summary>How the text of a file is encoded. It is rewritten to UTF-8 while the file is read.</summary>
public sealed class TextEncoding
{
    /// <summary>UTF-8, which is read as it is.</summary>
    public static readonly TextEncoding Utf8 = new("UTF-8", static () => null);

    /// <summary>UTF-16, least significant byte first.</summary>
    internal static readonly TextEncoding Utf16Little = new(
        "UTF-16LE",
        static () => new Utf16Decoder(isBigEndian: false)
    );

    /// <summary>UTF-16, most significant byte first: what the name without an order means where no byte order mark tells.</summary>
    internal static readonly TextEncoding Utf16Big = new(
        "UTF-16BE",
        static () => new Utf16Decoder(isBigEndian: true)
    );

    /// <summary>UTF-32, least significant byte first.</summary>
    internal static readonly TextEncoding Utf32Little = new(
        "UTF-32LE",
        static () => new Utf32Decoder(isBigEndian: false)
    );

    /// <summary>UTF-32, most significant byte first.</summary>
    internal static readonly TextEncoding Utf32Big = new(
        "UTF-32BE",
        static () => new Utf32Decoder(isBigEndian: true)
    );

    private readonly Func<TextDecoder?> _createDecoder;

    private TextEncoding(string name, Func<TextDecoder?> createDecoder)
    {
        Name = name;
        _createDecoder = createDecoder;
    }

    /// <summary>The name as messages show it.</summary>
    public string Name { get; }

    /// <summary>Finds an encoding by the names that Java and IANA give it, in any letter case.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <param name="encoding">The encoding.</param>
    /// <param name="problem">Why not, with names that look like it, when false.</param>
    public static bool TryFind(
        string name,
        [NotNullWhen(true)] out TextEncoding? encoding,
        [NotNullWhen(false)] out string? problem
    )
    {
        encoding = EncodingNames.KeyOf(name) switch
        {
            "utf8" => Utf8,
            "utf16" or "utf16be" or "unicodebig" or "unicodebigunmarked" or "ucs2" => Utf16Big,
            "utf16le" or "unicodelittle" or "unicodelittleunmarked" or "xutf16lebom" => Utf16Little,
            "utf32" or "utf32be" or "ucs4" or "xutf32bebom" => Utf32Big,
            "utf32le" or "xutf32lebom" => Utf32Little,
            _ => OfCodePage(name),
        };
        problem = encoding is null ? EncodingNames.DescribeUnknown(name) : null;
        return encoding is not null;
    }

    /// <summary>Makes what rewrites a file to UTF-8; null where that is not needed.</summary>
    internal TextDecoder? CreateDecoder() => _createDecoder();

    private static TextEncoding? OfCodePage(string name)
    {
        if (EncodingNames.Find(name) is not { } encoding)
        {
            return null;
        }
        string shown = encoding.WebName;
        // Code pages of Windows have gaps, which the runtime fills with control characters.
        bool knowsControls = !shown.StartsWith("windows-", StringComparison.OrdinalIgnoreCase);
        return encoding.IsSingleByte
            ? new TextEncoding(shown, () => new SingleByteDecoder(encoding, knowsControls))
            : new TextEncoding(shown, () => new MultiByteDecoder(encoding.CodePage));
    }
}
