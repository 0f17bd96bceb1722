using Quiver.Storage.Manifests;

namespace Quiver.Storage.Indexes;

/// <summary>What a build of an index came to.</summary>
/// <param name="File">The file that holds all entries.</param>
/// <param name="Entries">How many there are.</param>
internal readonly record struct IndexBuildResult(IndexFile File, long Entries);
