namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What may occur more than once in one path of a pattern.</summary>
public enum PathMode
{
    /// <summary><c>WALK</c>, or nothing: what the match mode allows.</summary>
    Walk,

    /// <summary><c>TRAIL</c>: nodes.</summary>
    Trail,

    /// <summary><c>ACYCLIC</c>: nothing.</summary>
    Acyclic,
}
