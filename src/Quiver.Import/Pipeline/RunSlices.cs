using System.Runtime.CompilerServices;

namespace Quiver.Import.Pipeline;

/// <summary>The rows of an adjacency block, run by run. Valid as long as the <see cref="BlockSlices"/> that listed them says.</summary>
/// <param name="runs">All runs.</param>
/// <param name="places">Where rows stand.</param>
/// <param name="from">The first of the places that are meant.</param>
/// <param name="count">How many there are.</param>
internal readonly struct RunSlices(StoredRun[] runs, SlicePlace[] places, int from, int count)
{
    /// <summary>No rows.</summary>
    public static readonly RunSlices None = new([], [], 0, 0);

    /// <summary>How many slices there are.</summary>
    public int Count => count;

    /// <summary>A slice.</summary>
    public RunSlice this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var (run, first, rows) = places.AsSpan(from, count)[index];
            return new(runs[run], first, rows);
        }
    }

    /// <summary>Some of the slices.</summary>
    public RunSlices Range(int first, int length) => new(runs, places, from + first, length);

    /// <summary>Goes through all slices.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Where one who goes through the slices is.</summary>
    public struct Enumerator(RunSlices slices)
    {
        private readonly RunSlices _slices = slices;
        private int _at = -1;

        /// <summary>The slice.</summary>
        public readonly RunSlice Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => _slices[_at];
        }

        /// <summary>Goes on; false behind the last.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext() => ++_at < _slices.Count;
    }
}
