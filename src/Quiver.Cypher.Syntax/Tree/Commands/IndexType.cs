namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>The kinds of index that commands name.</summary>
public enum IndexType
{
    /// <summary>Ordered by the values of one or more properties; also what CREATE INDEX alone means.</summary>
    Range,

    /// <summary>Text by its parts.</summary>
    Text,

    /// <summary>Points by where they are.</summary>
    Point,

    /// <summary>Nodes by label or relationships by type.</summary>
    Lookup,

    /// <summary>Lists of numbers by nearness.</summary>
    Vector,

    /// <summary>Text by its words.</summary>
    FullText,
}
