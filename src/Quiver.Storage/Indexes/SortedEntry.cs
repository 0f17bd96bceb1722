namespace Quiver.Storage.Indexes;

/// <summary>An index entry that waits to be sorted.</summary>
/// <param name="Prefix">The first eight bytes of its key, highest first, filled up with zeros.</param>
/// <param name="Id">Its id.</param>
/// <param name="Offset">Where its key begins among the keys.</param>
/// <param name="Length">The key's length.</param>
internal readonly record struct SortedEntry(ulong Prefix, long Id, int Offset, int Length);
