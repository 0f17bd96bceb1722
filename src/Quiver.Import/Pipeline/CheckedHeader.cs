using Quiver.Import.Headers;

namespace Quiver.Import.Pipeline;

/// <summary>A header as it was read, and what is wrong with it.</summary>
/// <param name="Header">The header; null when it could not be read.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record CheckedHeader(Header? Header, List<string> Problems)
{
    /// <summary>The files of the group ahead of the header that hold no row, as one of a byte order mark only.</summary>
    public int EmptyFiles { get; init; }

    /// <summary>Whether the file holds no row, so that the header may be in the next.</summary>
    public bool IsWithoutRow => Problems.Count == 0 && Header is { Places.Length: 0 };
}
