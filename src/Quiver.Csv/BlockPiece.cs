using Quiver.Csv.Encodings;

namespace Quiver.Csv;

/// <summary>The part of a block's text that is from one file.</summary>
/// <param name="Offset">Where it begins in the block.</param>
/// <param name="Path">The file.</param>
/// <param name="FirstLine">The line in the file on which it begins, from 1.</param>
/// <param name="Encoding">The encoding that the file is in.</param>
/// <param name="HasHeader">Whether its first row is the file's header, which is no data.</param>
internal readonly record struct BlockPiece(
    int Offset,
    string Path,
    long FirstLine,
    TextEncoding Encoding,
    bool HasHeader
);
