namespace Quiver.Engine.Databases;

/// <summary>Which texts can name a database, by Neo4j's rules. They are also what keeps a name inside its folder.</summary>
internal static class DatabaseNames
{
    private const int MinLength = 1;
    private const int MaxLength = 63;

    /// <summary>The name as databases are kept under: in lower case.</summary>
    public static string Normalize(string name) => name.ToLowerInvariant();

    /// <summary>Whether a database can have the name, which is in lower case: letters, digits, dots, dashes and underscores, beginning with a letter or digit.</summary>
    public static bool IsValid(string name)
    {
        if (name.Length is < MinLength or > MaxLength || !char.IsAsciiLetterOrDigit(name[0]))
        {
            return false;
        }
        foreach (char c in name)
        {
            if (
                !char.IsAsciiLetterLower(c)
                && !char.IsAsciiDigit(c)
                && c is not ('.' or '-' or '_')
            )
            {
                return false;
            }
        }
        return true;
    }
}
