using System.Runtime.InteropServices;

namespace Quiver.Storage.Indexes;

/// <summary>The last bytes of an index run.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct IndexRunTrailer
{
    /// <summary>"QUIVERIX".</summary>
    public const ulong ExpectedMagic = 0x5849_5245_5649_5551;

    /// <summary>The version of the layout that this release writes.</summary>
    public const int CurrentVersion = 1;

    public long DirectoryOffset { get; init; }
    public long EntryCount { get; init; }
    public long DistinctKeys { get; init; }
    public int DirectoryLength { get; init; }
    public int BlockCount { get; init; }
    public int Version { get; init; }
    public uint Reserved { get; init; }
    public ulong Magic { get; init; }
}
