using Quiver.Foundation.Memory;

namespace Quiver.Import.Values;

/// <summary>Memory for many small columns, handed out piece by piece and taken back all at once. Not thread safe.</summary>
/// <remarks>Unsafe: raw memory of slabs that do not move.</remarks>
internal sealed unsafe class ChunkArena : IDisposable
{
    /// <summary>The largest piece.</summary>
    public const int MostBytes = 2048;

    private const int SlabBytes = 64 << 10;
    private const int Alignment = 8;

    private readonly List<ScratchMemory> _slabs = [];
    private int _slab = -1;
    private long _used;

    /// <summary>Takes a piece of at most <see cref="MostBytes"/>, whose content is anything.</summary>
    public byte* Take(long bytes)
    {
        if (_slab < 0 || _used + bytes > SlabBytes)
        {
            if (++_slab == _slabs.Count)
            {
                _slabs.Add(new ScratchMemory(SlabBytes));
            }
            _used = 0;
        }
        byte* piece = _slabs[_slab].Pointer + _used;
        _used += (bytes + Alignment - 1) & -Alignment;
        return piece;
    }

    /// <summary>Takes all pieces back.</summary>
    public void Clear()
    {
        _slab = -1;
    }

    public void Dispose()
    {
        foreach (var slab in _slabs)
        {
            slab.Dispose();
        }
    }
}
