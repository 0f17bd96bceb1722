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

    /// <summary>The starts' identifiers.</summary>
    public required IdPlan Start { get; init; }

    /// <summary>The ends' identifiers.</summary>
    public required IdPlan End { get; init; }

    public override bool MayHave(int token) =>
        TypeColumn is not null || (token >= 0 && DefaultType == token);

    public override IEnumerable<(HeaderColumn Column, IdSpace Space)> IdColumns =>
        Start
            .Parts.Select(part => (part.Column, Start.Space))
            .Concat(End.Parts.Select(part => (part.Column, End.Space)));
}
