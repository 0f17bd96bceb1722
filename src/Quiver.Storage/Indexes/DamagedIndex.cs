namespace Quiver.Storage.Indexes;

/// <summary>A built index whose files cannot be used: it is left out, and built anew.</summary>
/// <param name="Index">Its id.</param>
/// <param name="Problem">Which file, and what is wrong with it.</param>
internal sealed record DamagedIndex(long Index, string Problem);
