namespace Quiver.Benchmarks.Generation;

/// <summary>What identifies persons and posts in the CSV files.</summary>
internal enum KeyKind
{
    /// <summary>Numbers of 43 bits.</summary>
    Number,

    /// <summary>Texts of 18 bytes.</summary>
    Text,
}
