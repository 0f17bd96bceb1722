using System.Globalization;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Names of variables that no query wrote: the parser makes them where it says one thing by another.</summary>
public static class HiddenName
{
    private const char Mark = '\u2022';

    /// <summary>Whether a name is such a one.</summary>
    public static bool Is(string name) => name.Length > 0 && name[0] == Mark;

    internal static string Make(string purpose, int number) =>
        Mark + purpose + number.ToString(CultureInfo.InvariantCulture);
}
