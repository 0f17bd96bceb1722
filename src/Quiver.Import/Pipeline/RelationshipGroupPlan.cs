using Quiver.Import.Headers;
using Quiver.Import.Ids;

namespace Quiver.Import.Pipeline;

/// <summary>Relationship files.</summary>
internal sealed record RelationshipGroupPlan : FileGroupPlan
{
    /// <summary>The type of rows that name none; -1 when there is none.</summary>
    public required int DefaultType { get; init; }

    /// <summary>The column of types, or null.</summary>
    public required HeaderColumn? TypeColumn { get; init; }

    /// <summary>The column of the start's ids.</summary>
    public required HeaderColumn StartColumn { get; init; }

    /// <summary>The column of the end's ids.</summary>
    public required HeaderColumn EndColumn { get; init; }

    /// <summary>Where the start's ids are looked up.</summary>
    public required IdSpace StartSpace { get; init; }

    /// <summary>Where the end's ids are looked up.</summary>
    public required IdSpace EndSpace { get; init; }
}
