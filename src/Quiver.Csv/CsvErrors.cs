namespace Quiver.Csv;

/// <summary>Every way in which a file is not the CSV it should be.</summary>
internal static class CsvErrors
{
    public static CsvException DataAfterQuote(CsvPosition position) =>
        new(
            position,
            "text follows the closing quote of this cell. After it only a delimiter or the end of the row may stand; write a quote inside a quoted cell twice."
        );

    public static CsvException LineEndInQuotes(CsvPosition position) =>
        new(
            position,
            "a quoted cell contains a line end, which multi-line fields would have to be switched on for (--multiline-fields=true). If it is not meant to, its closing quote is missing."
        );

    public static CsvException UnterminatedQuote(CsvPosition position) =>
        new(position, "the quote that opens this cell is never closed.");

    public static CsvException InvalidUtf8(CsvPosition position, byte found) =>
        new(
            position,
            $"byte 0x{found:X2} is not valid UTF-8 here. Convert the file to UTF-8, for example with iconv."
        );

    public static CsvException RowTooLong(CsvPosition position, long limitBytes) =>
        new(
            position,
            $"this row is longer than {limitBytes / (1024 * 1024)} MiB. A common cause is a quote that is never closed."
        );

    public static CsvException OtherEncoding(string path) =>
        new(
            new CsvPosition(path, 1, 1),
            "the file begins with the byte order mark of UTF-16 or UTF-32; only UTF-8 is read. Convert it, for example with iconv."
        );

    public static CsvException NoFileInArchive(string path) =>
        new(new CsvPosition(path, 1, 1), "the zip archive contains no file.");

    public static CsvException SeveralFilesInArchive(string path, string first, string second) =>
        new(
            new CsvPosition(path, 1, 1),
            $"the zip archive contains several files ({first}, {second}); it must contain exactly one."
        );
}
