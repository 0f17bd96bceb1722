using Quiver.Model;

namespace Quiver.Storage.Increments;

/// <summary>The ids that new nodes and relationships have until their increment is merged: far above all that a database gives, so that they stand for nothing else meanwhile.</summary>
public static class IncrementIds
{
    /// <summary>The first of them: above all ids that a database gives, and its segments can still be numbered.</summary>
    public const long First = 1L << 46;

    /// <summary>Whether a node is new with its increment.</summary>
    public static bool IsNew(NodeId node) => node.Value >= First;

    /// <summary>Whether a relationship is new with its increment.</summary>
    public static bool IsNew(RelationshipId relationship) => relationship.Value >= First;
}
