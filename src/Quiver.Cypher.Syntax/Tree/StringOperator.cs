namespace Quiver.Cypher.Syntax.Tree;

/// <summary>How one string is tested against another.</summary>
public enum StringOperator
{
    /// <summary>STARTS WITH.</summary>
    StartsWith,

    /// <summary>ENDS WITH.</summary>
    EndsWith,

    /// <summary>CONTAINS.</summary>
    Contains,

    /// <summary><c>=~</c>: the whole string matches the regular expression.</summary>
    MatchesRegex,
}
