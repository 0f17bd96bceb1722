namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A test of one string against another.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operator">Which test.</param>
/// <param name="Left">The string tested.</param>
/// <param name="Right">The prefix, suffix, part or regular expression.</param>
public sealed record StringPredicate(
    SourceExtent Extent,
    StringOperator Operator,
    Expression Left,
    Expression Right
) : Expression(Extent);
