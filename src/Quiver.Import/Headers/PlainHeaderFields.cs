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
