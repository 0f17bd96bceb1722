using System.Buffers;
using System.Diagnostics;

namespace Quiver.Model.Values;

/// <summary>The binary form of property values in store files and log records: kind byte, then the content; self-delimiting, versioned with the storage format.</summary>
public static class ValueBinary
{
    /// <summary>Writes a storable value (no node, relationship, path or map).</summary>
    public static void Write(Value value, IBufferWriter<byte> writer) =>
        throw new UnreachableException();

    /// <summary>Reads one value and advances past it; throws <see cref="FormatException"/> on bytes that no writer wrote.</summary>
    public static Value Read(ref ReadOnlySpan<byte> source) => throw new UnreachableException();
}
