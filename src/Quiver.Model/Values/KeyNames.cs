using System.Text;

namespace Quiver.Model.Values;

/// <summary>
/// Turns the keys of maps from UTF-8 into text, and gives the same string again for a key that came not long ago: the maps of a list mostly have the same keys.
/// </summary>
/// <remarks>Not thread safe: each thread has its own. Bounded: a key takes the place of another.</remarks>
public sealed class KeyNames
{
    private const int SlotBits = 6;
    private const int MaxBytes = 64;
    private const uint Multiplier = 0x9E3779B1;

    [ThreadStatic]
    private static KeyNames? t_current;

    private readonly byte[]?[] _utf8 = new byte[]?[1 << SlotBits];
    private readonly string[] _names = new string[1 << SlotBits];

    /// <summary>That of the calling thread.</summary>
    public static KeyNames Current => t_current ??= new KeyNames();

    /// <summary>The text of a key. What is no UTF-8 becomes U+FFFD.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }
        // Keys of a map differ in their length, or at one of their ends, or in the middle.
        uint mix = (uint)(
            utf8.Length | utf8[0] << 8 | utf8[^1] << 16 | utf8[utf8.Length / 2] << 24
        );
        uint slot = (mix * Multiplier) >> (32 - SlotBits);
        if (_utf8[slot] is { } known && utf8.SequenceEqual(known))
        {
            return _names[slot];
        }
        string name = Encoding.UTF8.GetString(utf8);
        _utf8[slot] = utf8.ToArray();
        _names[slot] = name;
        return name;
    }
}
