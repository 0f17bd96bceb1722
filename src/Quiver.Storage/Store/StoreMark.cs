using Quiver.Storage.Manifests;

namespace Quiver.Storage.Store;

/// <summary>How far a base on its way into a store is: what is needed to go on with it later, perhaps in another process.</summary>
/// <param name="Files">The staged files with their lengths, in the order that addresses count; the last one is not ended.</param>
/// <param name="BytesWritten">Bytes of blocks.</param>
/// <param name="WriteCount">How many writes had been begun; of meaning only to the writer that made the mark.</param>
public sealed record StoreMark(IReadOnlyList<StoreFile> Files, long BytesWritten, long WriteCount);
