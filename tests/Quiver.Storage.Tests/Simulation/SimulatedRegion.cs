using System.Runtime.InteropServices;
using Quiver.Foundation.IO;

namespace Quiver.Storage.Tests.Simulation;

internal sealed unsafe class SimulatedRegion : IMappedRegion
{
    private nint _memory;

    public SimulatedRegion(ReadOnlySpan<byte> content)
    {
        _memory = (nint)NativeMemory.Alloc((nuint)Math.Max(1, content.Length));
        content.CopyTo(new Span<byte>((byte*)_memory, content.Length));
        Length = content.Length;
    }

    ~SimulatedRegion() => Free();

    public byte* Pointer => (byte*)_memory;

    public long Length { get; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free() => NativeMemory.Free((void*)Interlocked.Exchange(ref _memory, 0));
}
