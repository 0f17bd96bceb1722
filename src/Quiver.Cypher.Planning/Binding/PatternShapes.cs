using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Functions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Values;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Holds the rules on the shapes of pattern parts, and reads lengths and selectors.</summary>
/// <param name="session">The statement's binding.</param>
/// <param name="isMerge">Whether the pattern is that of a MERGE.</param>
internal sealed class PatternShapes(BindingSession session, bool isMerge)
{
    /// <summary>Refuses a part that no clause, or not this one, may have.</summary>
    /// <param name="part">The part.</param>
    /// <param name="partCount">How many parts the clause has.</param>
    public void Check(Tree.PatternPart part, int partCount)
    {
        CheckSelector(part, partCount);
        CheckShortestPath(part);
    }

    /// <summary>A repeated path as a walk, where it is a single relationship between any nodes; null for any other.</summary>
    public static Tree.RelationshipPattern? AsWalk(Tree.QuantifiedPath? path) =>
        path
            is {
                Where: null,
                Pattern:
                {
                    PathVariable: null,
                    First: { Variable: null, Labels: null, Properties: null, Where: null },
                    Steps: [
                        {
                            Relationship: { Where: null } relationship,
                            Node: { Variable: null, Labels: null, Properties: null, Where: null }
                        },
                    ]
                }
            }
            ? relationship with
            {
                Length = path.Length,
            }
            : null;

    /// <summary>
    /// What a step of a pattern repeats whose relationships may occur again: a walk is a repetition of one relationship. Null for a step of one relationship.
    /// </summary>
    /// <param name="relationship">The relationship of the step.</param>
    /// <param name="path">What it repeats; null where it is written as a relationship.</param>
    public Tree.QuantifiedPath? AsBoundedRepetition(
        Tree.RelationshipPattern relationship,
        Tree.QuantifiedPath? path
    )
    {
        if (path is null && relationship.Length is { } walk)
        {
            var extent = relationship.Extent;
            var end = new Tree.NodePattern(extent, null, null, null, null);
            var step = new Tree.PatternStep(extent, relationship with { Length = null }, end);
            var part = new Tree.PatternPart(extent, null, end, [step]);
            var length = walk with { Minimum = walk.Minimum ?? 1 };
            path = new Tree.QuantifiedPath(extent, part, null, length);
        }
        return path is { Length.Maximum: null }
            ? throw session.Errors.UnboundedRepetition(path.Position)
            : path;
    }

    /// <summary>What a path must satisfy because of its mode; null for nothing.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="path">The path.</param>
    /// <param name="isRepeatable">Whether the MATCH allows a relationship more than once.</param>
    public static BoundExpression? ModeCondition(
        Tree.PathMode mode,
        BoundPath path,
        bool isRepeatable
    ) =>
        mode switch
        {
            Tree.PathMode.Acyclic => Differ(Call("nodes", path)),
            Tree.PathMode.Trail when isRepeatable => Differ(Call("relationships", path)),
            _ => null,
        };

    private static BoundComparison Differ(BoundExpression list) =>
        new(
            ComparisonOperator.Equal,
            Call("size", list),
            Call("size", Call("coll.distinct", list))
        );

    private static BoundFunction Call(string name, BoundExpression argument)
    {
        var signature = FunctionCatalog.Get(name);
        return new BoundFunction(signature, [argument], signature.ReturnType);
    }

    /// <summary>How many relationships, or repetitions, a length means.</summary>
    public static WalkLength LengthOf(Tree.LengthRange length) =>
        new(Clamp(length.Minimum ?? 1), length.Maximum is { } maximum ? Clamp(maximum) : null);

    /// <summary>What a selector chooses.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="ends">The nodes that a path begins and ends at.</param>
    /// <param name="relationships">Its relationships, or lists of them.</param>
    /// <param name="predicates">What the chosen paths must satisfy.</param>
    public PathSelection Selection(
        Tree.PathSelector selector,
        (Variable First, Variable Last) ends,
        IReadOnlyList<Variable> relationships,
        IReadOnlyList<BoundExpression> predicates
    )
    {
        bool hasGroups =
            selector.Kind
            is Tree.PathSelectorKind.AllShortest
                or Tree.PathSelectorKind.ShortestGroups;
        return new PathSelection(
            hasGroups ? PathChoice.Groups : PathChoice.Shortest,
            selector.Count is null
                ? BoundLiteral.Integer(1)
                : session.Expressions.BindAs(selector.Count, new Scope(null), CypherType.Integer),
            ends.First,
            ends.Last,
            relationships,
            predicates
        );
    }

    private void CheckSelector(Tree.PatternPart part, int partCount)
    {
        if (isMerge && part.Mode != Tree.PathMode.Walk)
        {
            throw session.Errors.NotSupported("A path mode in MERGE", part.Position);
        }
        if (part.Selector is null)
        {
            return;
        }
        if (partCount > 1)
        {
            throw session.Errors.SelectorBesideOthers(part.Selector.Position);
        }
        if (isMerge || part.Shortest != Tree.ShortestPathKind.None)
        {
            throw session.Errors.NotSupported("A path selector here", part.Selector.Position);
        }
        if (
            part.Selector.Count is Tree.Literal { Value: { Kind: ValueKind.Integer } count } literal
        )
        {
            session.Errors.RefusePathCount(count.AsInteger(), literal.Position);
        }
    }

    private void CheckShortestPath(Tree.PatternPart part)
    {
        if (part.Shortest == Tree.ShortestPathKind.None)
        {
            return;
        }
        if (isMerge)
        {
            throw session.Errors.ShortestPathToMake("MERGE", part.Position);
        }
        string name =
            part.Shortest == Tree.ShortestPathKind.One ? "shortestPath" : "allShortestPaths";
        if (part.Steps is not [{ Relationship: var relationship, Quantified: null }])
        {
            throw session.Errors.ShortestPathShape(name, part.Position);
        }
        if (relationship.Length is { Minimum: > 1 })
        {
            throw session.Errors.ShortestPathMinimum(name, part.Position);
        }
        if (relationship.Length is { Maximum: null })
        {
            session.Warnings.Add(
                PlanNotifications.UnboundedShortestPath(
                    part.Extent.TextIn(session.Text),
                    part.Position
                )
            );
        }
        if (relationship.Length is null && relationship.Variable is not null)
        {
            throw session.Errors.NotSupported(
                $"A relationship variable without a length in {name}(...)",
                relationship.Position
            );
        }
    }

    private static int Clamp(long length) => (int)Math.Min(length, int.MaxValue);
}
