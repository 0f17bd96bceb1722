using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Quiver.Foundation.Memory;

namespace Quiver.Apoc.Export;

/// <summary>
/// The texts of nodes at which many relationships end, made once for all threads of an export. What is added stays until the whole is dropped; when it is full nothing more is added.
/// </summary>
/// <remarks>
/// Thread safe. Finding takes no lock: a node's place is set only after its text is there. Whoever uses it holds it: its memory goes back when nobody does. Unsafe: texts and places lie in blocks of
/// fixed length, in huge pages where the system has them, since they are reached at random; places are numbered below their fixed count, and texts are added only where all of them fits.
/// </remarks>
internal sealed unsafe class SharedNodeTexts : IDisposable
{
    /// <summary>So many nodes are likely to find room.</summary>
    public const int MaxNodes = 1 << 17;

    private const int MaxBytes = 40 << 20;
    private const int HugePageBytes = 2 << 20;

    // Places stand in stretches of neighbouring ids, since nodes with the same label mostly are neighbours.
    private const int StretchBits = 10;
    private const int StretchNodes = 1 << StretchBits;
    private const int MaxStretches = 1 << 10;
    private const long MaxNodeLimit = 1L << 32;

    private const int LengthBits = 16;
    private const int MaxTextBytes = (1 << LengthBits) - 1;
    private const int PropertyBits = 16;
    private const int MaxProperties = (1 << PropertyBits) - 1;
    private const int LineBytes = 64;
    private const int HintedBytes = 4 * LineBytes;

    // For each stretch of ids the number of its places from 1; 0 for none.
    private readonly int[] _stretchOf;

    // Where each text starts, how many properties its node has, and its length, from the highest bits to the lowest; 0 for none.
    private readonly ZeroedMemory _places = new((long)MaxStretches * StretchNodes * sizeof(long));
    private readonly ZeroedMemory _texts = new(MaxBytes);
    private readonly Lock _adding = new();
    private int _stretches;
    private int _used;
    private int _holders = 1;

    /// <summary>Begins empty, held by whoever makes it.</summary>
    /// <param name="nodeLimit">One above the highest node id.</param>
    public SharedNodeTexts(long nodeLimit) =>
        _stretchOf = nodeLimit > MaxNodeLimit ? [] : new int[((nodeLimit - 1) >> StretchBits) + 1];

    /// <summary>Whether so much is there that other nodes would hardly find room.</summary>
    public bool IsHalfFull =>
        Volatile.Read(ref _used) > MaxBytes / 2 || Volatile.Read(ref _stretches) > MaxStretches / 2;

    /// <summary>Bytes that it holds.</summary>
    public long HeldBytes =>
        RoundUp(Volatile.Read(ref _used))
        + RoundUp((long)Volatile.Read(ref _stretches) * StretchNodes * sizeof(long))
        + ((long)_stretchOf.Length * sizeof(int));

    /// <summary>Holds it for one more user.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Lets a user's hold go, once for each user: the last gives the memory back.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _places.Dispose();
            _texts.Dispose();
        }
    }

    /// <summary>The slot of a node that is there; negative for another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(long node)
    {
        ulong stretch = (ulong)node >> StretchBits;
        int number =
            stretch < (ulong)_stretchOf.Length ? Volatile.Read(ref _stretchOf[stretch]) : 0;
        if (number == 0)
        {
            return -1;
        }
        int slot = ((number - 1) << StretchBits) + (int)(node & (StretchNodes - 1));
        return Volatile.Read(ref Place(slot)) == 0 ? -1 : slot;
    }

    /// <summary>The text of a node by its slot.</summary>
    /// <param name="slot">What <see cref="Find"/> gave.</param>
    /// <param name="properties">How many properties the node has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> TextOf(int slot, out int properties)
    {
        long place = Place(slot);
        properties = (int)(place >> LengthBits) & MaxProperties;
        return new(_texts.Pointer + StartOf(place), (int)(place & MaxTextBytes));
    }

    /// <summary>Lets the processor fetch the beginning of a text that is taken soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Hint(int slot)
    {
        if (!Sse.IsSupported)
        {
            return;
        }
        long place = Place(slot);
        byte* text = _texts.Pointer + StartOf(place);
        int length = Math.Min((int)(place & MaxTextBytes), HintedBytes);
        for (int at = 0; at < length; at += LineBytes)
        {
            Sse.Prefetch0(text + at);
        }
    }

    /// <summary>Adds a node's text where there is room for it and the node is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long node, ReadOnlySpan<byte> text, int properties)
    {
        if (text.Length > MaxTextBytes || properties > MaxProperties)
        {
            return;
        }
        lock (_adding)
        {
            if (
                node >> StretchBits >= _stretchOf.Length
                || Find(node) >= 0
                || MaxBytes - _used < text.Length
                || !TryMakeStretch(node, out int stretch)
            )
            {
                return;
            }
            text.CopyTo(_texts.Span(_used, text.Length));
            long place = _used;
            Volatile.Write(ref _used, _used + text.Length);
            place = (place << PropertyBits) + properties;
            place = (place << LengthBits) + text.Length;
            int slot = (stretch << StretchBits) + (int)(node & (StretchNodes - 1));
            Volatile.Write(ref Place(slot), place);
        }
    }

    private bool TryMakeStretch(long node, out int stretch)
    {
        ref int number = ref _stretchOf[node >> StretchBits];
        if (number == 0 && _stretches < MaxStretches)
        {
            Volatile.Write(ref _stretches, _stretches + 1);
            Volatile.Write(ref number, _stretches);
        }
        stretch = number - 1;
        return number != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref long Place(int slot) => ref ((long*)_places.Pointer)[slot];

    private static int StartOf(long place) => (int)(place >> (LengthBits + PropertyBits));

    private static long RoundUp(long bytes) => (bytes + HugePageBytes - 1) & -HugePageBytes;
}
