using System.Globalization;
using System.Text;

namespace Quiver.Foundation.Text.Normalization;

/// <summary>Decompositions, compositions and combining classes of code points, read once from the table beside this file.</summary>
internal sealed class NormalizationTable
{
    /// <summary>The table.</summary>
    public static readonly NormalizationTable Instance = Read();

    private readonly Dictionary<int, int[]> _canonical = [];

    private readonly Dictionary<int, int[]> _compatibility = [];

    private readonly Dictionary<(int, int), int> _compositions = [];

    private readonly Dictionary<int, byte> _classes = [];

    private NormalizationTable() { }

    /// <summary>One step of a code point's decomposition; null when it has none.</summary>
    public int[]? Decomposition(int codePoint, bool isCompatible) =>
        _canonical.TryGetValue(codePoint, out int[]? parts)
        || (isCompatible && _compatibility.TryGetValue(codePoint, out parts))
            ? parts
            : null;

    /// <summary>The code point that two make together; -1 when there is none.</summary>
    public int Composition(int first, int second) =>
        _compositions.TryGetValue((first, second), out int whole) ? whole : -1;

    /// <summary>A code point's canonical combining class; 0 for one that starts a sequence.</summary>
    public byte CombiningClass(int codePoint) => _classes.GetValueOrDefault(codePoint);

    private static NormalizationTable Read()
    {
        var table = new NormalizationTable();
        var type = typeof(NormalizationTable);
        using var stream = type.Assembly.GetManifestResourceStream(type, "unicode.txt");
        Invariant.Assert(stream is not null);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            int sign = line.AsSpan().IndexOfAny("=!~:");
            if (sign > 0)
            {
                table.Add(line.AsSpan(0, sign), line[sign], line.AsSpan(sign + 1));
            }
        }
        return table;
    }

    private void Add(ReadOnlySpan<char> left, char sign, ReadOnlySpan<char> right)
    {
        if (sign == ':')
        {
            int hyphen = left.IndexOf('-');
            byte combiningClass = byte.Parse(right, CultureInfo.InvariantCulture);
            int last = Hexadecimal(left[(hyphen + 1)..]);
            for (int codePoint = Hexadecimal(left[..hyphen]); codePoint <= last; codePoint++)
            {
                _classes.Add(codePoint, combiningClass);
            }
            return;
        }
        int whole = Hexadecimal(left);
        var parts = new List<int>();
        foreach (var range in right.Split(' '))
        {
            parts.Add(Hexadecimal(right[range]));
        }
        (sign == '~' ? _compatibility : _canonical).Add(whole, [.. parts]);
        if (sign == '=')
        {
            _compositions.Add((parts[0], parts[1]), whole);
        }
    }

    private static int Hexadecimal(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
