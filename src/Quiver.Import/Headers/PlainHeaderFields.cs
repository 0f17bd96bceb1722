using System.Buffers;
using System.Text;
using Quiver.Csv;

namespace Quiver.Import.Headers;

/// <summary>Reads header fields <c>name:type</c> without anything else from their bytes: there may be a million, and most have the type of the field before. One per header.</summary>
/// <param name="dialect">How cells are read.</param>
internal sealed class PlainHeaderFields(CsvDialect dialect)
{
    private const int MostTypeBytes = 16;

    /// <summary>What has a meaning in other forms.</summary>
    private static readonly SearchValues<byte> Special = SearchValues.Create("{}()"u8);

    private byte[] _lastType = [];
    private PropertyType _last;

    /// <summary>Reads the fields that a row begins with, as far as they have this form and no field has signs of another one.</summary>
    /// <param name="row">The row, of several fields.</param>
    /// <param name="first">Where it begins.</param>
    /// <param name="columns">Gets their columns.</param>
    /// <param name="places">Gets their places: room for all fields of the row.</param>
    /// <returns>How many they are.</returns>
    public int ReadFirst(
        ReadOnlySpan<byte> row,
        HeaderPlace first,
        HeaderColumns columns,
        Span<HeaderPlace> places
    )
    {
        if (
            !dialect.Delimiter.IsAscii
            || !dialect.Quote.IsAscii
            || !Ascii.IsValid(row)
            || row.ContainsAny(Special)
            || row.Contains(dialect.QuoteByte)
        )
        {
            return 0;
        }
        byte delimiter = (byte)dialect.Delimiter.Rune.Value;
        int count = 0;
        for (int start = 0; count < places.Length && start < row.Length; count++)
        {
            var rest = row[start..];
            int colon = rest.IndexOfAny(delimiter, (byte)':');
            if (colon <= 0 || rest[colon] == delimiter)
            {
                break;
            }
            var behind = rest[(colon + 1)..];
            int length = _lastType.Length;
            bool isLast =
                length > 0
                && behind.StartsWith(_lastType)
                && (behind.Length == length || behind[length] == delimiter);
            if (!isLast)
            {
                int end = behind.IndexOf(delimiter);
                length = end < 0 ? behind.Length : end;
                if (!TryFindType(behind[..length]))
                {
                    break;
                }
            }
            columns.AddPlain(count, rest[..colon], _last);
            places[count] = first with { Column = first.Column + start };
            start += colon + 1 + length + 1;
        }
        return count;
    }

    /// <summary>Reads a field and adds its column; false when it has another form, or is wrong.</summary>
    /// <param name="raw">The cell as it stands in the file.</param>
    /// <param name="position">The column in the file, from 0.</param>
    /// <param name="columns">Gets the column.</param>
    public bool TryRead(ReadOnlySpan<byte> raw, int position, HeaderColumns columns)
    {
        int colon = raw.IndexOf((byte)':');
        if (
            colon <= 0
            || !Ascii.IsValid(raw)
            || raw.ContainsAny(Special)
            || raw.Contains(dialect.QuoteByte)
            || !TryFindType(raw[(colon + 1)..])
        )
        {
            return false;
        }
        columns.AddPlain(position, raw[..colon], _last);
        return true;
    }

    private bool TryFindType(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual(_lastType))
        {
            return true;
        }
        Span<char> characters = stackalloc char[MostTypeBytes];
        if (
            text.IsEmpty
            || text.Length > MostTypeBytes
            || !PropertyTypes.TryParse(
                characters[..Encoding.ASCII.GetChars(text, characters)].Trim(),
                out var type
            )
            || type is PropertyType.Point or PropertyType.Vector
        )
        {
            return false;
        }
        _last = type;
        _lastType = text.ToArray();
        return true;
    }
}
