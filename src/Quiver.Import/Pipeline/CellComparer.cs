using System.Runtime.InteropServices;

namespace Quiver.Import.Pipeline;

/// <summary>Compares remembered cells with each other and with cells in their files, by their bytes.</summary>
internal sealed class CellComparer
    : IEqualityComparer<RememberedCell>,
        IAlternateEqualityComparer<CellBytes, RememberedCell>
{
    /// <summary>The only one.</summary>
    public static readonly CellComparer Instance = new();

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // New in each process, so that no file can be made to collide.
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64();

    public bool Equals(RememberedCell x, RememberedCell y) =>
        x.Context == y.Context && x.Raw.AsSpan().SequenceEqual(y.Raw);

    public int GetHashCode(RememberedCell cell) => Hash(cell.Context, cell.Raw);

    public bool Equals(CellBytes alternate, RememberedCell other) =>
        alternate.Context == other.Context && alternate.Raw.SequenceEqual(other.Raw);

    public int GetHashCode(CellBytes alternate) => Hash(alternate.Context, alternate.Raw);

    public RememberedCell Create(CellBytes alternate) =>
        new(alternate.Context, alternate.Raw.ToArray());

    private int Hash(int context, ReadOnlySpan<byte> raw)
    {
        ulong hash = _seed ^ (((ulong)(uint)context << 32) | (uint)raw.Length);
        var words = MemoryMarshal.Cast<byte, ulong>(raw);
        foreach (ulong word in words)
        {
            hash = Mix(hash ^ word);
        }
        ulong rest = 0;
        foreach (byte last in raw[(words.Length * sizeof(ulong))..])
        {
            rest = (rest << 8) | last;
        }
        return (int)Mix(hash ^ rest);
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value, Multiplier, out ulong low);
        return high ^ low;
    }
}
