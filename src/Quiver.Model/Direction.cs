namespace Quiver.Model;

/// <summary>Which of a node's relationships are meant.</summary>
public enum Direction
{
    /// <summary>Those that start at the node.</summary>
    Outgoing,

    /// <summary>Those that end at the node.</summary>
    Incoming,

    /// <summary>Both; a loop counts once.</summary>
    Both,
}
