using System.Globalization;
using System.Text;
using Quiver.Import.Values;
using Quiver.Storage.Segments;

namespace Quiver.Import.Tests.Ids;

/// <summary>Columns of ids for tests.</summary>
internal static unsafe class IdColumns
{
    /// <summary>A column of integers, or of the same as text; null is an absent id.</summary>
    public static ColumnChunk Of(long?[] ids, bool isText) =>
        isText ? OfText([.. ids.Select(id => id is { } known ? TextOf(known) : null)]) : Of(ids);

    /// <summary>An integer as text: of any length from none, now and then very long.</summary>
    public static string TextOf(long id)
    {
        string digits = id.ToString("X", CultureInfo.InvariantCulture);
        return id == 0 ? ""
            : id % 1009 == 1 ? digits + new string('y', 70_000)
            : id % 97 == 1 ? digits + new string('x', (int)(id & 255))
            : digits;
    }

    /// <summary>A column of text; null is an absent id.</summary>
    public static ColumnChunk OfText(string?[] ids)
    {
        var column = new ColumnChunk();
        long bytes = ids.Sum(id => Encoding.UTF8.GetByteCount(id ?? ""));
        column.Begin(ColumnType.Text, ids.Length, bytes + TextParser.Overshoot);
        var presence = new PresenceBits(column.Presence);
        int end = 0;
        for (int row = 0; row < ids.Length; row++)
        {
            presence.Append(ids[row] is not null);
            column.Offsets[row] = end;
            var room = new Span<byte>(column.Bytes + end, (int)bytes - end);
            end += Encoding.UTF8.GetBytes(ids[row] ?? "", room);
        }
        column.Offsets[ids.Length] = end;
        presence.Finish();
        column.End(presence.Count);
        return column;
    }

    private static ColumnChunk Of(long?[] ids)
    {
        var column = new ColumnChunk();
        column.Begin(ColumnType.Integer, ids.Length, 0);
        var presence = new PresenceBits(column.Presence);
        for (int row = 0; row < ids.Length; row++)
        {
            presence.Append(ids[row].HasValue);
            column.Words[row] = ids[row] ?? 0;
        }
        presence.Finish();
        column.End(presence.Count);
        return column;
    }
}
