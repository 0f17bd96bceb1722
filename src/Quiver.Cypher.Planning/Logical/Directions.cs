using Quiver.Model;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>Directions seen from the other end.</summary>
internal static class Directions
{
    /// <summary>The direction as the node at the other end sees it.</summary>
    public static Direction Opposite(Direction direction) =>
        direction switch
        {
            Direction.Outgoing => Direction.Incoming,
            Direction.Incoming => Direction.Outgoing,
            _ => Direction.Both,
        };
}
