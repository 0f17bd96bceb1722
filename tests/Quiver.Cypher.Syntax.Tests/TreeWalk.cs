using System.Collections;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Syntax.Tests;

/// <summary>Finds the nodes of a tree by reflection.</summary>
internal static class TreeWalk
{
    /// <summary>The nodes directly below a node.</summary>
    public static IEnumerable<SyntaxNode> ChildrenOf(SyntaxNode node) =>
        node.GetType()
            .GetProperties()
            .Select(property => property.GetValue(node))
            .SelectMany(value =>
                value switch
                {
                    SyntaxNode child => [child],
                    string => [],
                    IEnumerable items => items.OfType<SyntaxNode>(),
                    _ => [],
                }
            );

    /// <summary>A node and all below it.</summary>
    public static IEnumerable<SyntaxNode> All(SyntaxNode node) =>
        ChildrenOf(node).SelectMany(All).Prepend(node);
}
