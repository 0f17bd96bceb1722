namespace Quiver.Cypher.Syntax.Parsing.Commands;

/// <summary>What may follow the words of a SHOW before YIELD and WHERE.</summary>
internal enum ShowNames
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Perhaps one name, plain, dotted, quoted or a parameter.</summary>
    Name,

    /// <summary>A name that changes nothing: every user may call all functions and procedures.</summary>
    Ignored,

    /// <summary>Perhaps expressions with commas between: texts, parameters, a list.</summary>
    List,
}
