using System.Runtime.InteropServices;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Transactions;

/// <summary>How many names of each sort there are.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenCounts(int Labels, int Types, int Keys)
{
    /// <summary>Those of a table.</summary>
    public static TokenCounts Of(TokenTable table) =>
        new(table.Labels.Count, table.RelationshipTypes.Count, table.PropertyKeys.Count);

    /// <summary>These and further ones.</summary>
    public TokenCounts With(TokenTable further)
    {
        var counts = Of(further);
        return new(Labels + counts.Labels, Types + counts.Types, Keys + counts.Keys);
    }
}
