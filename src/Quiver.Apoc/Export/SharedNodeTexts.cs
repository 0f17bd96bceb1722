using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Quiver.Apoc.Export;

/// <summary>
/// The texts of nodes at which many relationships end, made once for all threads of an export. What is added stays until the whole is dropped; when it is full nothing more is added.
/// </summary>
/// <remarks>
/// Thread safe. Finding takes no lock: a node's place is set only after its text is there. Unsafe: hints of what is read soon take addresses, which nothing is read from.
/// </remarks>
/// <param name="nodeLimit">One above the highest node id.</param>
internal sealed unsafe class SharedNodeTexts(long nodeLimit)
{
    /// <summary>So many nodes are likely to find room.</summary>
    public const int MaxNodes = 1 << 17;

    private const int MaxBytes = 40 << 20;
    private const int PageBytes = 1 << 20;

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
    private readonly int[] _stretchOf =
        nodeLimit > MaxNodeLimit ? [] : new int[((nodeLimit - 1) >> StretchBits) + 1];

    // Where each text starts in the pages, how many properties its node has, and its length, from the highest bits to the lowest; 0 for none.
    private readonly long[][] _places = new long[MaxStretches][];
    private readonly byte[][] _pages = new byte[MaxBytes / PageBytes][];
    private readonly Lock _adding = new();
    private int _stretches;
    private int _pageCount;
    private int _used = PageBytes;

    /// <summary>Whether so much is there that other nodes would hardly find room.</summary>
    public bool IsHalfFull =>
        Volatile.Read(ref _pageCount) > _pages.Length / 2
        || Volatile.Read(ref _stretches) > MaxStretches / 2;

    /// <summary>Bytes that it holds.</summary>
    public long HeldBytes =>
        ((long)Volatile.Read(ref _pageCount) * PageBytes)
        + ((long)Volatile.Read(ref _stretches) * StretchNodes * sizeof(long))
        + ((long)_stretchOf.Length * sizeof(int));

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
        int row = (int)(node & (StretchNodes - 1));
        return Volatile.Read(ref _places[number - 1][row]) == 0
            ? -1
            : ((number - 1) << StretchBits) + row;
    }

    /// <summary>The text of a node by its slot.</summary>
    /// <param name="slot">What <see cref="Find"/> gave.</param>
    /// <param name="properties">How many properties the node has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> TextOf(int slot, out int properties)
    {
        long place = PlaceOf(slot);
        properties = (int)(place >> LengthBits) & MaxProperties;
        int start = StartOf(place);
        return _pages[start / PageBytes].AsSpan(start % PageBytes, (int)(place & MaxTextBytes));
    }

    /// <summary>Lets the processor fetch the beginning of a text that is taken soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Hint(int slot)
    {
        if (!Sse.IsSupported)
        {
            return;
        }
        long place = PlaceOf(slot);
        int start = StartOf(place);
        int length = Math.Min((int)(place & MaxTextBytes), HintedBytes);
        fixed (byte* text = &_pages[start / PageBytes][start % PageBytes])
        {
            for (int at = 0; at < length; at += LineBytes)
            {
                Sse.Prefetch0(text + at);
            }
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
                || !TryMakeRoom(text.Length)
                || PlacesFor(node) is not { } places
            )
            {
                return;
            }
            text.CopyTo(_pages[_pageCount - 1].AsSpan(_used));
            long place = ((long)(_pageCount - 1) * PageBytes) + _used;
            _used += text.Length;
            place = (place << PropertyBits) + properties;
            place = (place << LengthBits) + text.Length;
            Volatile.Write(ref places[node & (StretchNodes - 1)], place);
        }
    }

    private long[]? PlacesFor(long node)
    {
        ref int number = ref _stretchOf[node >> StretchBits];
        if (number == 0)
        {
            if (_stretches == MaxStretches)
            {
                return null;
            }
            _places[_stretches] = new long[StretchNodes];
            Volatile.Write(ref _stretches, _stretches + 1);
            Volatile.Write(ref number, _stretches);
        }
        return _places[number - 1];
    }

    private bool TryMakeRoom(int bytes)
    {
        if (PageBytes - _used >= bytes)
        {
            return true;
        }
        if (_pageCount == _pages.Length)
        {
            return false;
        }
        _pages[_pageCount] = GC.AllocateUninitializedArray<byte>(PageBytes);
        Volatile.Write(ref _pageCount, _pageCount + 1);
        _used = 0;
        return true;
    }

    private long PlaceOf(int slot) => _places[slot >> StretchBits][slot & (StretchNodes - 1)];

    private static int StartOf(long place) => (int)(place >> (LengthBits + PropertyBits));
}
