using System.Globalization;

namespace Quiver.Storage.Checks;

/// <summary>Something wrong with a database's files.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Offset">Where in the file, in bytes; the beginning of the block concerned.</param>
/// <param name="Problem">What is wrong, as a sentence's part: expected and found.</param>
public sealed record CheckFinding(string File, long Offset, string Problem)
{
    /// <summary>File, place and problem in one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File} at byte {Offset}: {Problem}");
}
