namespace Quiver.Cypher.Syntax;

/// <summary>How large a query may be. Beyond a limit the parser reports an error; it never crashes.</summary>
public static class SyntaxLimits
{
    /// <summary>The longest query text, in UTF-16 code units.</summary>
    public const int MaxQueryLength = 64 * 1024 * 1024;

    /// <summary>How deep brackets, subqueries, NOT and signs may nest: each level costs the parser some ten stack frames.</summary>
    public const int MaxNesting = 300;

    /// <summary>
    /// How high one expression's tree may grow through chains that associate to the left, such as <c>1 + 1 + 1 …</c>
    /// or <c>a.b.c …</c>: whoever walks the tree recursively needs that much stack. AND, OR, XOR, comparisons and
    /// lists are flat and do not count.
    /// </summary>
    public const int MaxTreeHeight = 1000;

    /// <summary>How much of a line an error message quotes, in UTF-16 code units.</summary>
    public const int MaxExcerptLength = 400;
}
