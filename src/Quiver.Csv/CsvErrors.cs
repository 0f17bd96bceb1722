namespace Quiver.Csv;

/// <summary>Every way in which a file is not the CSV it should be.</summary>
internal static class CsvErrors
{
    private const int FirstPrintableOfLatin1 = 0xA0;

    public static CsvException DataAfterQuote(CsvPosition position, CsvPosition opening)
    {
        string where =
            opening.Line == position.Line
                ? "of this cell"
                : $"of the cell that begins in line {opening.Line}, column {opening.Column}";
        string cause =
            opening.Line == position.Line
                ? ""
                : " If that cell is not meant to reach this far, its own closing quote is missing.";
        return new(
            position,
            $"text follows the closing quote {where}. After it only a delimiter or the end of the row may stand; write a quote inside a quoted cell twice.{cause}"
        );
    }

    public static CsvException LineEndInQuotes(CsvPosition position) =>
        new(
            position,
            "a quoted cell contains a line end, which multi-line fields would have to be switched on for (--multiline-fields=true). If it is not meant to, its closing quote is missing."
        );

    public static CsvException UnterminatedQuote(CsvPosition position) =>
        new(position, "the quote that opens this cell is never closed.");

    public static CsvException InvalidBytes(CsvPosition position, byte[] found, string encoding)
    {
        string bytes = string.Join(' ', found.Select(b => $"0x{b:X2}"));
        string what = found.Length == 1 ? $"byte {bytes} is" : $"bytes {bytes} are";
        string guess = found[0] < FirstPrintableOfLatin1 ? "windows-1252" : "ISO-8859-1";
        string remedy =
            encoding == "UTF-8"
                ? $"If the file is in another encoding, say which, for example --input-encoding={guess}."
                : "Is that the right --input-encoding?";
        return new(position, $"{what} not valid {encoding} here. {remedy}");
    }

    public static CsvException RowTooLong(CsvPosition position, CsvReadSettings settings) =>
        RowTooLong(position, settings.MaxRowBytes, settings.RowLimitOption);

    public static CsvException RowTooLong(
        CsvPosition position,
        long limitBytes,
        string? limitOption
    )
    {
        string remedy = limitOption is null
            ? "a longer one cannot be read"
            : $"if the row is meant to be that long, {limitOption} raises the limit";
        return new(
            position,
            $"the row that begins here is longer than the {limitBytes} bytes that a row may have. A common cause is a quote that is never closed; {remedy}."
        );
    }

    public static CsvException LooksLikeWide(string path, string encoding) =>
        new(
            new CsvPosition(path, 1, 1),
            $"the file looks like {encoding} without a byte order mark. If it is, say so: --input-encoding={encoding}."
        );

    public static CsvException LooksLikeAscii(string path, string encoding) =>
        new(
            new CsvPosition(path, 1, 1),
            $"the file is not {encoding}: it begins with plain ASCII characters of one byte each. Leave --input-encoding away, or name its encoding."
        );

    /// <param name="path">The file.</param>
    /// <param name="outer">What it is packed by; null when it is not.</param>
    /// <param name="inner">What it holds instead of text.</param>
    public static CsvException ArchiveInside(string path, string? outer, string inner)
    {
        string what = outer is null
            ? $"the file is an archive ({inner})"
            : $"the {outer} file holds another archive ({inner}) instead of text";
        return new(
            new CsvPosition(path, 1, 1),
            $"{what}. Unpack it first; a file may be packed once, by gzip or zip."
        );
    }

    public static CsvException NoFileInArchive(string path) =>
        new(new CsvPosition(path, 1, 1), "the zip archive contains no file.");

    public static CsvException SeveralFilesInArchive(string path, string first, string second) =>
        new(
            new CsvPosition(path, 1, 1),
            $"the zip archive contains several files ({first}, {second}); it must contain exactly one."
        );

    public static CsvException EncryptedArchive(string path) =>
        new(
            new CsvPosition(path, 1, 1),
            "the file in the zip archive is encrypted. Unpack it first, with its password."
        );

    public static CsvException UnknownZipMethod(string path, string method) =>
        new(
            new CsvPosition(path, 1, 1),
            $"the file in the zip archive is packed by a method that is not supported ({method}). Unpack it first, or pack it again by deflate, which is what zip programs do unless told otherwise."
        );

    public static CsvException DamagedArchive(
        CsvPosition position,
        string format,
        long readBytes,
        long lengthBytes,
        Exception cause
    ) =>
        new(
            position,
            $"the {format} file is damaged or cut off: the text up to here could be unpacked, from {readBytes} of its {lengthBytes} bytes. Copy or download it again.",
            cause
        );
}
