using Quiver.Import.Headers;
using Quiver.Model;

namespace Quiver.Import.Pipeline;

/// <summary>One of the columns that an identifier consists of.</summary>
/// <param name="Column">The header's column.</param>
/// <param name="Key">The property that it is stored as; null when it is none.</param>
internal sealed record IdPart(HeaderColumn Column, PropertyKeyId? Key);
