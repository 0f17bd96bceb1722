namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What a planner hint asks for.</summary>
public enum PlannerHintKind
{
    /// <summary>An index of any kind.</summary>
    Index,

    /// <summary>A range index.</summary>
    RangeIndex,

    /// <summary>A text index.</summary>
    TextIndex,

    /// <summary>A point index.</summary>
    PointIndex,

    /// <summary>Going through all of a label or type.</summary>
    Scan,

    /// <summary>A join on nodes.</summary>
    Join,
}
