using System.Runtime.InteropServices;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Generations;

/// <summary>A property column in the directory.</summary>
/// <param name="Key">The property key's number.</param>
/// <param name="Block">Its block.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ColumnEntry(int Key, BlockAddress Block);
