namespace Quiver.Cypher.Planning.Binding;

/// <summary>Writes names so that Cypher reads them back.</summary>
internal static class Identifiers
{
    /// <summary>The name, in back-ticks unless it is made of letters, digits and underscores.</summary>
    public static string Quote(string name) =>
        IsPlain(name) ? name : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }
        return true;
    }
}
