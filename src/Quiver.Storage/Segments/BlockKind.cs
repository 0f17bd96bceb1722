namespace Quiver.Storage.Segments;

/// <summary>The first byte of every block. Numbers are part of the format.</summary>
internal enum BlockKind : byte
{
    /// <summary>One property of the rows of a segment.</summary>
    Column = 1,

    /// <summary>The label sets of the rows of a node segment.</summary>
    Labels = 2,

    /// <summary>Which rows of a node segment are nodes.</summary>
    Live = 3,

    /// <summary>The relationships of one type and direction at the nodes of a segment.</summary>
    Adjacency = 4,

    /// <summary>The list of all blocks of a generation.</summary>
    Directory = 5,
}
