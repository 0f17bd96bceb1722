namespace Quiver.Storage.Indexes;

/// <summary>A sorted list of an index and the runs over it that may have superseded its entries.</summary>
/// <param name="Entries">The list.</param>
/// <param name="NewerRuns">How many of the snapshot's runs, the newest, are younger than the list.</param>
/// <param name="IsBase">Whether it is what the index was built from, and not the list of one run.</param>
internal readonly record struct IndexLayer(IndexRun Entries, int NewerRuns, bool IsBase);
