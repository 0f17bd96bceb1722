using Quiver.Foundation.Text;

namespace Quiver.Import.Reports;

/// <summary>A row as the report shows it: cut between characters when long.</summary>
internal static class ShownRow
{
    /// <summary>Bytes of a row that are shown.</summary>
    private const int MostBytes = 200;

    /// <summary>Of a row with more bytes than these, as many suffice: what is shown, and the one behind it, which says that the row goes on.</summary>
    public const int NeededBytes = MostBytes + 1;

    /// <summary>Appends a row that is UTF-8, escaped.</summary>
    public static void AppendTo(JsonText json, ReadOnlySpan<byte> row)
    {
        if (row.Length <= MostBytes)
        {
            json.AppendEscaped(row);
            return;
        }
        json.AppendEscaped(Cut(row));
        json.Append("…"u8);
    }

    /// <summary>Appends a row that may be no UTF-8, escaped.</summary>
    public static void AppendUncheckedTo(JsonText json, ReadOnlySpan<byte> row)
    {
        json.AppendUnchecked(row.Length <= MostBytes ? row : Cut(row));
        if (row.Length > MostBytes)
        {
            json.Append("…"u8);
        }
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> row)
    {
        int cut = MostBytes;
        while (cut > 0 && MostBytes - cut < 4 && (row[cut] & 0xC0) == 0x80)
        {
            cut--;
        }
        return row[..cut];
    }
}
