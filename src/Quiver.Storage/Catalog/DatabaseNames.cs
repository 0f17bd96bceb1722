using System.Diagnostics.CodeAnalysis;

namespace Quiver.Storage.Catalog;

/// <summary>The rules of database names: Neo4j's.</summary>
public static class DatabaseNames
{
    /// <summary>The name of the database that holds users, aliases and access modes.</summary>
    public const string System = "system";

    private const int MinLength = 3;
    private const int MaxLength = 63;

    /// <summary>Checks a name and gives it the form in which it is stored: lower case.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="normalized">As stored.</param>
    /// <param name="problem">What is wrong with it, as a whole sentence.</param>
    public static bool TryNormalize(
        string name,
        [NotNullWhen(true)] out string? normalized,
        [NotNullWhen(false)] out string? problem
    )
    {
        normalized = null;
        problem = FindProblem(name);
        if (problem is null)
        {
            normalized = name.ToLowerInvariant();
            return true;
        }
        problem = $"Invalid database name '{name}'. {problem}";
        return false;
    }

    private static string? FindProblem(string name)
    {
        if (name.Length is < MinLength or > MaxLength)
        {
            return $"A name has {MinLength} to {MaxLength} characters.";
        }
        if (!char.IsAsciiLetter(name[0]))
        {
            return "A name begins with an ASCII letter.";
        }
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-'))
            {
                return "A name consists of ASCII letters, digits, dots and dashes.";
            }
        }
        return name.StartsWith(System, StringComparison.OrdinalIgnoreCase)
            ? $"Names that begin with '{System}' are reserved."
            : null;
    }
}
