using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Log;

/// <summary>Where appending goes on.</summary>
/// <param name="Handle">The newest file, which the receiver owns.</param>
/// <param name="End">The position behind the newest record; all before is durable.</param>
/// <param name="Link">That record's hash.</param>
/// <param name="Epoch">That record's epoch; 0 when there is none.</param>
internal sealed record LogTail(IFileHandle Handle, ReplayPosition End, ulong Link, long Epoch);
