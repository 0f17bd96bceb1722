using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Quiver.Cypher.Syntax.Tree;

namespace Quiver.Fuzz.Reference;

/// <summary>All nodes of a tree, subqueries left out.</summary>
internal static class SyntaxWalk
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Children = [];
    private static readonly ConditionalWeakTable<SyntaxNode, List<SyntaxNode>> Known = [];

    public static List<SyntaxNode> Nodes(SyntaxNode node) =>
        Known.GetValue(node, static n => [.. Walk(n)]);

    private static IEnumerable<SyntaxNode> Walk(SyntaxNode node)
    {
        yield return node;
        if (node is SubqueryExpression)
        {
            yield break;
        }
        var properties = Children.GetOrAdd(
            node.GetType(),
            static type =>
                [
                    .. type.GetProperties()
                        .Where(p =>
                            p.PropertyType.IsAssignableTo(typeof(SyntaxNode))
                            || (
                                p.PropertyType.IsGenericType
                                && p.PropertyType.GetGenericArguments()[0]
                                    .IsAssignableTo(typeof(SyntaxNode))
                            )
                        ),
                ]
        );
        foreach (var property in properties)
        {
            object? child = property.GetValue(node);
            IEnumerable<SyntaxNode> children = child switch
            {
                SyntaxNode one => [one],
                IEnumerable many => many.OfType<SyntaxNode>(),
                _ => [],
            };
            foreach (var inner in children.SelectMany(Walk))
            {
                yield return inner;
            }
        }
    }
}
