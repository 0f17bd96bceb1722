using System.Runtime.InteropServices;

namespace Quiver.Storage.Delta;

/// <summary>A label added or removed.</summary>
/// <param name="Packed">The label's number times two, plus one when added.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct LabelEntry(int Packed)
{
    /// <summary>The label's number.</summary>
    public int Label => Packed >> 1;

    /// <summary>Whether it was added.</summary>
    public bool IsAdded => (Packed & 1) != 0;

    /// <summary>Makes an entry.</summary>
    public static LabelEntry Of(int label, bool added) => new(label << 1 | (added ? 1 : 0));
}
