using Quiver.Import.Headers;
using Quiver.Import.Ids;

namespace Quiver.Import.Pipeline;

/// <summary>Where the identifiers of nodes, or of the ends of relationships, come from.</summary>
/// <param name="Parts">The columns that make one identifier together; at least one.</param>
/// <param name="Space">Where identifiers are kept and looked up.</param>
internal sealed record IdPlan(IReadOnlyList<IdPart> Parts, IdSpace Space)
{
    /// <summary>The first column, which places name.</summary>
    public HeaderColumn Column => Parts[0].Column;
}
