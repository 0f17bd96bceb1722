using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>The body of a batch record: how far the log was durable when the batch was written.</summary>
/// <remarks>
/// <code>
/// 0   i64  log file; i64 offset in it; i64 sequence number of the newest durable record
/// </code>
/// </remarks>
/// <param name="Durable">The position behind the newest durable record.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BatchBody(ReplayPosition Durable)
{
    /// <summary>Its length in bytes.</summary>
    public const int Bytes = 24;

    /// <summary>Writes the body.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination, Durable.LogFile);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], Durable.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], Durable.Sequence);
    }

    /// <summary>Reads a body of the right length.</summary>
    public static BatchBody Read(ReadOnlySpan<byte> source) =>
        new(
            new ReplayPosition(
                BinaryPrimitives.ReadInt64LittleEndian(source),
                BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(source[16..])
            )
        );
}
