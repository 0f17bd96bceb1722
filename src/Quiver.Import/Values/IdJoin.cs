using System.Buffers.Binary;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Makes one identifier of the text of several columns.</summary>
/// <remarks>
/// Joined, their text stands one after another. Kept apart, each has its length in front (4 bytes, little-endian), so that ABC and DEF differ from ABCD and EF.
/// Where every part is absent there is no identifier; a part that alone is absent is empty text.
/// </remarks>
internal static unsafe class IdJoin
{
    /// <summary>Joins the rows of text columns.</summary>
    public static void Join(IReadOnlyList<ColumnChunk> parts, bool areKeptApart, ColumnChunk result)
    {
        int rowCount = parts[0].RowCount;
        int lengthBytes = areKeptApart ? sizeof(int) : 0;
        long bytes = (long)rowCount * parts.Count * lengthBytes;
        foreach (var part in parts)
        {
            bytes += part.Offsets[rowCount];
        }
        result.Begin(ColumnType.Text, rowCount, bytes);
        var presence = new PresenceBits(result.Presence);
        int end = 0;
        for (int row = 0; row < rowCount; row++)
        {
            result.Offsets[row] = end;
            bool isPresent = false;
            for (int i = 0; i < parts.Count; i++)
            {
                isPresent |= parts[i].IsPresent(row);
            }
            for (int i = 0; isPresent && i < parts.Count; i++)
            {
                var text = parts[i].BytesOf(row);
                var target = new Span<byte>(result.Bytes + end, lengthBytes + text.Length);
                if (areKeptApart)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(target, text.Length);
                }
                text.CopyTo(target[lengthBytes..]);
                end += target.Length;
            }
            presence.Append(isPresent);
        }
        result.Offsets[rowCount] = end;
        presence.Finish();
        result.End(presence.Count);
    }
}
