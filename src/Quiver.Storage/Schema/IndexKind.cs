namespace Quiver.Storage.Schema;

/// <summary>The kinds of index. Numbers are part of the format.</summary>
public enum IndexKind : byte
{
    /// <summary>Which nodes have a label, which relationships a type: answered by the store itself.</summary>
    Lookup = 0,

    /// <summary>Sorted by the values of one or several properties.</summary>
    Range = 1,

    /// <summary>Text by the sequences of three bytes that occur in it.</summary>
    Text = 2,

    /// <summary>Points by place.</summary>
    Point = 3,

    /// <summary>Lists of numbers and vectors by nearness: answered by reading all of them. Only its definition is kept.</summary>
    Vector = 4,

    /// <summary>Text by its words, of several labels or types and properties.</summary>
    FullText = 5,
}
