using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Apoc.Import;

/// <summary>The properties of a file that look like values of types that JSON lacks, and for which the call names no type. They stay what JSON says they are.</summary>
internal sealed class UntypedKeys
{
    private const int MaxKeys = 100;
    private const int MaxTextBytes = 64;

    private readonly SortedSet<string> _texts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _points = new(StringComparer.Ordinal);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _texts.Count + _points.Count == 0;

    /// <summary>Looks at a value.</summary>
    public void Look(ImportLine line, string key, Value value)
    {
        if (value.Kind == ValueKind.List && value.AsList().Count > 0)
        {
            value = value.AsList()[0];
        }
        if (
            value.Kind == ValueKind.String
            && _texts.Count < MaxKeys
            && LooksTemporal(value.AsUtf8())
        )
        {
            _texts.Add(NameOf(line, key));
        }
    }

    /// <summary>Notes a point, whose parts become properties of their own.</summary>
    public void AddPoint(ImportLine line, string key)
    {
        if (_points.Count < MaxKeys)
        {
            _points.Add(NameOf(line, key));
        }
    }

    /// <summary>What the client is told.</summary>
    public string Describe()
    {
        string texts =
            _texts.Count == 0
                ? ""
                : $"Text that looks like dates, times or durations stays text: {string.Join(", ", _texts)}. ";
        string points =
            _points.Count == 0
                ? ""
                : $"The parts of points became properties of their own: {string.Join(", ", _points)}. ";
        return texts
            + points
            + "To give them types, name these in nodePropertyMappings or relPropertyMappings, for example {nodePropertyMappings: {Person: {born: 'LocalDate', home: 'Point'}}}.";
    }

    private static string NameOf(ImportLine line, string key) =>
        (line.Names.Count > 0 ? line.Names[0] + "." : "") + key;

    private static bool LooksTemporal(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 3 or > MaxTextBytes)
        {
            return false;
        }
        if (text[0] is (byte)'P' or (byte)'-')
        {
            return TemporalParser.TryParse(text, out Duration _, out _);
        }
        bool isDate = text.Length >= 8 && text[4] == '-' && IsDigits(text[..4]);
        bool isTime = text[2] == ':' && IsDigits(text[..2]);
        return (isDate || isTime)
            && (
                TemporalParser.TryParse(text, out LocalDate _, out _)
                || TemporalParser.TryParse(text, default(TemporalZone), out ZonedDateTime _, out _)
                || TemporalParser.TryParse(text, 0, out ZonedTime _, out _)
            );
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) =>
        !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
