using Quiver.Import.Headers;
using Quiver.Import.Ids;

namespace Quiver.Import.Pipeline;

/// <summary>Node files.</summary>
internal sealed record NodeGroupPlan : FileGroupPlan
{
    /// <summary>The numbers of the labels that all its nodes have, ascending.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Property keys that no group before it has.</summary>
    public required int NewKeys { get; init; }

    /// <summary>The first of these keys: all from it on are new. <see cref="int.MaxValue"/> where a group behind it has one of them too.</summary>
    public required int FirstOwnKey { get; init; }

    /// <summary>The identifiers, or null for nodes that nothing can refer to.</summary>
    public required IdPlan? Ids { get; init; }

    /// <summary>Where its ids are kept; null without an id column.</summary>
    public IdSpace? IdSpace => Ids?.Space;

    public override bool MayHave(int token) => LabelColumns.Count > 0 || Labels.Contains(token);

    public override IEnumerable<(HeaderColumn Column, IdSpace Space)> IdColumns =>
        Ids is null ? [] : Ids.Parts.Select(part => (part.Column, Ids.Space));
}
