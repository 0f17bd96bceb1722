using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Relationships of given types with their end nodes.</summary>
public abstract class RelationshipTypeScan : LeafNode
{
    private protected RelationshipTypeScan(
        Variable left,
        Variable relationship,
        Variable right,
        IReadOnlyList<string> types
    )
        : base(left, relationship, right)
    {
        Left = left;
        Relationship = relationship;
        Right = right;
        Types = types;
    }

    /// <summary>The node on the left of the pattern.</summary>
    public Variable Left { get; }

    /// <summary>The relationship.</summary>
    public Variable Relationship { get; }

    /// <summary>The node on the right of the pattern.</summary>
    public Variable Right { get; }

    /// <summary>The types; empty for any type.</summary>
    public IReadOnlyList<string> Types { get; }

    private protected override IReadOnlyList<Variable> IntroducedByLeaf =>
        [Left, Relationship, Right];
}
