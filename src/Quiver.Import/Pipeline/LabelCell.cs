using Quiver.Csv;

namespace Quiver.Import.Pipeline;

/// <summary>A cell that names labels, separated by the array delimiter.</summary>
internal static class LabelCell
{
    /// <summary>What is wrong with a cell whose labels cannot be read.</summary>
    public const string Problem = "an empty label is no label";

    /// <summary>The labels without blanks around them; null when one of them is empty. An empty cell names none.</summary>
    /// <param name="cell">The cell's content without blanks around it.</param>
    /// <param name="delimiter">The array delimiter.</param>
    public static string[]? Read(string cell, CsvCharacter delimiter)
    {
        if (cell.Length == 0)
        {
            return [];
        }
        // One label alone is what most cells name: no text is made for it.
        if (delimiter.IsAscii && !cell.Contains((char)delimiter.Rune.Value))
        {
            return [cell];
        }
        string separator = delimiter.ToString();
        if (!cell.Contains(separator, StringComparison.Ordinal))
        {
            return [cell];
        }
        string[] names = cell.Split(separator, StringSplitOptions.TrimEntries);
        return names.Contains("") ? null : names;
    }
}
