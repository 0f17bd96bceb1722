namespace Quiver.Model.Columns;

/// <summary>Texts that columns refer to by their number, so that equal rows need not be compared byte by byte. Immutable.</summary>
/// <param name="offsets">Where each text begins in the bytes, and the end of the last one.</param>
/// <param name="bytes">The texts one behind the other, as UTF-8.</param>
public sealed class TextTable(int[] offsets, byte[] bytes)
{
    /// <summary>How many texts.</summary>
    public int Count => offsets.Length - 1;

    /// <summary>One text. The memory is the table's.</summary>
    public ReadOnlySpan<byte> Utf8(int number) =>
        bytes.AsSpan(offsets[number], offsets[number + 1] - offsets[number]);
}
