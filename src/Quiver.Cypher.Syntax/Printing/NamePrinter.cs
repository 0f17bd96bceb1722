using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes names, with back-ticks where they are needed.</summary>
internal static class NamePrinter
{
    /// <summary>A label, type, key or parameter: keywords are safe there.</summary>
    public static string Symbol(string name) =>
        CypherCharacters.IsPlainName(name) ? name : Quote(name);

    /// <summary>A variable: quoted also when it spells a keyword, which may mean something where it stands.</summary>
    public static string Variable(string name) =>
        CypherCharacters.IsPlainName(name) && Keywords.Find(name) == Keyword.NotAny
            ? name
            : Quote(name);

    /// <summary>A parameter's name: it may also start with a digit.</summary>
    public static string Parameter(string name) =>
        CypherCharacters.IsPlainName("_" + name) && name.Length > 0 ? name : Quote(name);

    /// <summary>A dotted name of a function.</summary>
    public static string Function(string name) =>
        name.Split('.').All(CypherCharacters.IsPlainName) ? name : Quote(name);

    /// <summary>A name between back-ticks.</summary>
    public static string Quote(string name) =>
        $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
