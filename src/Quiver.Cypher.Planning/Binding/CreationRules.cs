using System.Diagnostics.CodeAnalysis;
using Quiver.Model;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>What a pattern must be so that it can be made: the rules that CREATE, INSERT and MERGE share.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="clause">The clause as messages name it.</param>
internal sealed class CreationRules(BindingSession session, string clause)
{
    private bool IsMerge => clause == "MERGE";

    /// <summary>The node that a pattern names where it is there already; such a pattern must say nothing else.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isAlone">Whether the pattern is only this node, so that there would be nothing to make.</param>
    /// <param name="scope">The names.</param>
    /// <param name="found">The node.</param>
    public bool TryFindNode(
        Tree.NodePattern pattern,
        bool isAlone,
        Scope scope,
        [NotNullWhen(true)] out Variable? found
    )
    {
        found = null;
        if (pattern.Variable is not { } name || !scope.TryFind(name.Name, out found))
        {
            return false;
        }
        if (isAlone)
        {
            throw session.Errors.AlreadyDeclared(name.Name, name.Position);
        }
        if (pattern.Labels is not null || pattern.Properties is not null)
        {
            throw session.Errors.DeclaredNodeWithContent(name.Name, name.Position);
        }
        return found.Type.MayBe(CypherType.Node)
            ? true
            : throw session.Errors.ConflictingType(found, CypherType.Node, name.Position);
    }

    /// <summary>Checks what a node's pattern says.</summary>
    public void Check(Tree.NodePattern pattern)
    {
        if (pattern.Where is not null)
        {
            throw session.Errors.PatternPredicate("Node", clause, pattern.Where.Position);
        }
        CheckProperties(pattern.Properties);
        if (pattern.Labels is not null && !IsConjunction(pattern.Labels))
        {
            throw session.Errors.LabelExpressionInCreation(clause, pattern.Labels.Position);
        }
    }

    /// <summary>Checks what a relationship's pattern says; its name must be new.</summary>
    public void Check(Tree.RelationshipPattern pattern, Scope scope)
    {
        if (pattern.Variable is { } name && scope.TryFind(name.Name, out _))
        {
            throw session.Errors.AlreadyDeclared(name.Name, name.Position);
        }
        if (pattern.Length is not null)
        {
            throw session.Errors.WalkInCreation(clause, pattern.Position);
        }
        if (pattern.Where is not null)
        {
            throw session.Errors.PatternPredicate("Relationship", clause, pattern.Where.Position);
        }
        if (pattern.Types is null)
        {
            throw session.Errors.TypeMissing(clause, pattern.Position);
        }
        if (pattern.Types is not (Tree.LabelName or Tree.DynamicLabel { MatchesAny: false }))
        {
            throw session.Errors.TypeNotSingle(clause, pattern.Types.Position);
        }
        if (pattern.Direction == Direction.Both && !IsMerge)
        {
            throw session.Errors.UndirectedInCreation(clause, pattern.Position);
        }
        CheckProperties(pattern.Properties);
    }

    private void CheckProperties(Tree.Expression? properties)
    {
        if (IsMerge && properties is Tree.Parameter parameter)
        {
            throw session.Errors.ParameterMap(clause, parameter.Name, parameter.Position);
        }
    }

    private static bool IsConjunction(Tree.LabelExpression labels) =>
        labels switch
        {
            Tree.LabelName or Tree.DynamicLabel { MatchesAny: false } => true,
            Tree.LabelConjunction and => and.Operands.All(IsConjunction),
            _ => false,
        };
}
