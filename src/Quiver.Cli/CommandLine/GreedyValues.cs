namespace Quiver.Cli.CommandLine;

/// <summary>
/// Decides whether the last word behind a greedy option is not one of its files but the database: <c>--nodes=a.csv neo4j</c>.
/// </summary>
internal static class GreedyValues
{
    /// <summary>Whether a word is a name that a database can have and no file or folder of that name is there.</summary>
    public static bool LooksLikeDatabase(string word) =>
        word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !File.Exists(word)
        && !Directory.Exists(word);
}
