namespace Quiver.Apoc.Paths;

/// <summary>What becomes of a path that ends at a node.</summary>
/// <param name="IsResult">Whether it is given.</param>
/// <param name="GoesOn">Whether it is continued.</param>
internal readonly record struct NodeVerdict(bool IsResult, bool GoesOn)
{
    /// <summary>Given and continued.</summary>
    public static readonly NodeVerdict All = new(true, true);

    /// <summary>Neither.</summary>
    public static readonly NodeVerdict None = new(false, false);

    /// <summary>What two filters allow.</summary>
    public NodeVerdict And(NodeVerdict other) =>
        new(IsResult && other.IsResult, GoesOn && other.GoesOn);
}
