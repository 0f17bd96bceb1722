namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What may occur more than once in all paths of one MATCH.</summary>
public enum MatchMode
{
    /// <summary><c>DIFFERENT RELATIONSHIPS</c>, or nothing: nodes.</summary>
    DifferentRelationships,

    /// <summary><c>REPEATABLE ELEMENTS</c>: nodes and relationships.</summary>
    RepeatableElements,
}
