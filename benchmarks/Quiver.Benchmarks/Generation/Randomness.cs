namespace Quiver.Benchmarks.Generation;

/// <summary>Random numbers as a pure function of seed, purpose and index, so that a value can be had again without its neighbours.</summary>
/// <remarks>The mixing function is SplitMix64's (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).</remarks>
internal readonly record struct Randomness(ulong Seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const int MantissaBits = 53;

    /// <summary>The number that belongs to a purpose and an index.</summary>
    public ulong Draw(RandomPurpose purpose, ulong index) =>
        Mix(Mix(Seed ^ ((ulong)purpose << 56)) + (index * Golden));

    /// <summary>A further number made from one.</summary>
    public static ulong Mix(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A fraction from 0 up to but without 1.</summary>
    public static double Fraction(ulong value) =>
        (value >> (64 - MantissaBits)) * (1.0 / (1L << MantissaBits));
}
