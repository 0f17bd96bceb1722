namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Which version of Cypher a statement asks for.</summary>
public enum LanguageVersion
{
    /// <summary>It says nothing: the database decides.</summary>
    Default,

    /// <summary><c>CYPHER 5</c>.</summary>
    Cypher5,

    /// <summary><c>CYPHER 25</c>.</summary>
    Cypher25,
}
