using System.Runtime.InteropServices;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Generations;

/// <summary>A property column in the directory, or several that share a block.</summary>
/// <param name="Key">The property key's number, the first of several, which follow each other.</param>
/// <param name="Count">How many columns the block has.</param>
/// <param name="Block">The block.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ColumnEntry(int Key, int Count, BlockAddress Block)
{
    /// <summary>Whether it has the column of a key.</summary>
    public bool Has(int key) => (uint)(key - Key) < (uint)Count;
}
