using Quiver.Foundation.IO;

namespace Quiver.Foundation.Memory;

/// <summary>
/// A fixed block of unmanaged memory that begins as zeros, for tables that are reached at random places and for what is written to a disk: large blocks lie in huge pages where
/// the system has them. It goes back to the system when disposed.
/// </summary>
/// <remarks>
/// Unsafe: a private mapping of the length asked for, freed once by its one owner. Straight from the system because the C library keeps what is freed, and because
/// its zeros need no writing: a page is only there once it is touched.
/// </remarks>
public sealed unsafe class ZeroedMemory : IDisposable
{
    private const long HugePage = 2L << 20;

    private nint _mapping;
    private readonly nuint _mappedLength;

    /// <summary>Takes a block from the system.</summary>
    /// <param name="bytes">How long; above 0.</param>
    /// <exception cref="OutOfMemoryException">The system has no such block.</exception>
    public ZeroedMemory(long bytes)
    {
        Invariant.Assert(bytes > 0);
        Length = bytes;
        // Huge pages begin at multiples of their size: what the alignment skips is never touched.
        bool isHuge = bytes >= HugePage;
        _mappedLength = (nuint)(isHuge ? bytes + HugePage : bytes);
        _mapping = PosixCalls.Map(
            0,
            _mappedLength,
            PosixCalls.ProtectionRead | PosixCalls.ProtectionWrite,
            PosixCalls.MapPrivate | PosixCalls.MapAnonymous,
            -1,
            0
        );
        if (_mapping == PosixCalls.MapFailed)
        {
            _mapping = 0;
            GC.SuppressFinalize(this);
            throw new OutOfMemoryException($"The system has no block of {bytes} bytes of memory.");
        }
        Pointer = (byte*)_mapping;
        if (isHuge)
        {
            Pointer = (byte*)((_mapping + HugePage - 1) & -HugePage);
            // Only advice: without huge pages everything works, slower.
            _ = PosixCalls.Advise((nint)Pointer, (nuint)bytes, PosixCalls.AdviseHugePages);
        }
        ScratchMemory.Count(Length);
    }

    /// <summary>Frees what its owner forgot.</summary>
    ~ZeroedMemory() => Free();

    /// <summary>The first byte, aligned to a page; to a huge page where there is at least one.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>How many bytes there are.</summary>
    public long Length { get; }

    /// <summary>
    /// Takes all pages from the system now, on several threads: a table that is reached at random places meets each of them anyhow, and one thread alone waits long for the
    /// system to clear them.
    /// </summary>
    public void Populate(int threads)
    {
        long pages = (Length + HugePage - 1) / HugePage;
        var others = new Thread[(int)Math.Clamp(threads, 1, pages) - 1];
        for (int i = 0; i < others.Length; i++)
        {
            int number = i;
            others[i] = new Thread(() => PopulatePart(number, others.Length + 1))
            {
                IsBackground = true,
            };
            others[i].Start();
        }
        PopulatePart(others.Length, others.Length + 1);
        foreach (var other in others)
        {
            other.Join();
        }
    }

    /// <summary>Part of the block.</summary>
    public Span<byte> Span(long start, int length)
    {
        Invariant.Assert(start >= 0 && length >= 0 && start + length <= Length);
        return new(Pointer + start, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void PopulatePart(int number, int count)
    {
        long pages = (Length + HugePage - 1) / HugePage;
        long from = pages * number / count * HugePage;
        long to = Math.Min(Length, pages * (number + 1) / count * HugePage);
        // Only advice: a system that does not know it gives pages as they are touched.
        _ = PosixCalls.Advise(
            (nint)(Pointer + from),
            (nuint)(to - from),
            PosixCalls.AdvisePopulate
        );
    }

    private void Free()
    {
        if (_mapping != 0)
        {
            _ = PosixCalls.Unmap(_mapping, _mappedLength);
            ScratchMemory.Count(-Length);
            _mapping = 0;
            Pointer = null;
        }
    }
}
