using System.Runtime.InteropServices;

namespace Quiver.Storage.Delta;

/// <summary>A property set or removed.</summary>
/// <param name="Key">The key's number.</param>
/// <param name="Offset">Where the value begins in the value section, in its binary form; -1 when the property was removed.</param>
/// <param name="Length">The value's length in bytes.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct PropertyEntry(int Key, int Offset, int Length)
{
    /// <summary>Whether the property was removed.</summary>
    public bool IsRemoval => Offset < 0;
}
