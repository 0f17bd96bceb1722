using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>Finds patterns by trying everything.</summary>
internal sealed class Matcher(Interpreter interpreter)
{
    private readonly PlainGraph _graph = interpreter.Graph;

    /// <summary>Whether relationships may occur more than once.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The condition of a MATCH with one pattern: a shortest path must satisfy it.</summary>
    public Expression? Condition { get; init; }

    /// <summary>The rows that matching patterns makes of a row; relationships differ from each other.</summary>
    public IEnumerable<Row> Match(IEnumerable<PatternPart> parts, Row row)
    {
        IEnumerable<Trail> trails = [Trail.Begin(row)];
        foreach (var part in parts)
        {
            trails = trails.SelectMany(trail => Part(part, trail));
        }
        return trails.Where(trail => Holds(trail.Open, trail.Row)).Select(trail => trail.Row);
    }

    private IEnumerable<Trail> Part(PatternPart part, Trail before)
    {
        var found = Walks(part, before).Where(t => FitsMode(part.Mode, t));
        if (part.Shortest != ShortestPathKind.None)
        {
            found = Shortest(part, before, found);
        }
        else if (part.Where is { } where || part.Selector is not null)
        {
            // What stands inside the pattern holds before a selector chooses.
            found = found
                .Where(t => Holds(t.Open, t.Row))
                .Select(t => WithPath(part, t) with { Open = [] })
                .Where(t => part.Where is null || interpreter.IsTrue(part.Where, t.Row));
            found = part.Selector is { } selector ? Select(selector, found) : found;
        }
        return found.Select(t => WithPath(part, t));
    }

    private static bool FitsMode(PathMode mode, Trail trail) =>
        mode switch
        {
            PathMode.Acyclic => trail.Nodes.Distinct().Count() == trail.Nodes.Count,
            PathMode.Trail => trail.Relationships.Distinct().Count() == trail.Relationships.Count,
            _ => true,
        };

    private static Trail WithPath(PatternPart part, Trail trail) =>
        part.PathVariable is { } path
            ? trail with
            {
                Row = trail.Row.With(
                    path.Name,
                    Value.Path(
                        new PathValue(
                            [.. trail.Nodes.Select(n => new NodeId(n))],
                            [.. trail.Relationships.Select(r => new RelationshipId(r))]
                        )
                    )
                ),
            }
            : trail;

    private IEnumerable<Trail> Shortest(PatternPart part, Trail before, IEnumerable<Trail> found)
    {
        string first = part.First.Variable?.Name ?? "";
        string last = part.Steps[^1].Node.Variable?.Name ?? "";
        if (!before.Row.Has(first) || !before.Row.Has(last))
        {
            throw new UndecidedException("shortestPath between unknown nodes");
        }
        if (before.Row[first].IsNull || before.Row[last].IsNull)
        {
            return [];
        }
        if (before.Row[first].Bits == before.Row[last].Bits)
        {
            throw new ReferenceException("shortestPath from a node to itself");
        }
        // The shortest of those that are wanted, which may be longer than the shortest of all.
        var all = found
            .Where(t => Holds(t.Open, t.Row))
            .Where(t => Condition is null || interpreter.IsTrue(Condition, WithPath(part, t).Row))
            .ToList();
        int least = all.Count == 0 ? 0 : all.Min(t => t.Relationships.Count);
        var shortest = all.Where(t => t.Relationships.Count == least);
        return part.Shortest == ShortestPathKind.One ? shortest.Take(1) : shortest;
    }

    private IEnumerable<Trail> Select(PathSelector selector, IEnumerable<Trail> found)
    {
        int count = selector.Count is { } number
            ? (int)interpreter.Evaluate(number, Row.Empty).AsInteger()
            : 1;
        foreach (var ends in found.GroupBy(t => (t.Nodes[0], t.Node)))
        {
            var byLength = ends.GroupBy(t => t.Relationships.Count).OrderBy(g => g.Key);
            var chosen = selector.Kind switch
            {
                PathSelectorKind.Any or PathSelectorKind.Shortest => byLength
                    .SelectMany(g => g)
                    .Take(count),
                PathSelectorKind.AllShortest => byLength.First(),
                _ => byLength.Take(count).SelectMany(g => g),
            };
            foreach (var trail in chosen)
            {
                yield return trail;
            }
        }
    }

    private IEnumerable<Trail> Walks(PatternPart part, Trail before)
    {
        foreach (long node in Candidates(part.First, before.Row))
        {
            var start = before with { Nodes = [node], Relationships = [] };
            if (Enter(part.First, start) is { } entered)
            {
                foreach (var trail in Steps(part.Steps, 0, entered))
                {
                    yield return trail;
                }
            }
        }
    }

    private IEnumerable<Trail> Steps(ImmutableArray<PatternStep> steps, int index, Trail trail)
    {
        interpreter.Step();
        return index == steps.Length
            ? [trail]
            : Step(steps[index], trail).SelectMany(next => Steps(steps, index + 1, next));
    }

    private IEnumerable<Trail> Step(PatternStep step, Trail trail)
    {
        if (step.Quantified is { } quantified)
        {
            return Repeat(quantified, step.Node, trail);
        }
        if (step.Relationship.Length is not null)
        {
            return Walk(step, trail, []);
        }
        return Expand(step.Relationship, trail)
            .Select(next => BindRelationship(step.Relationship, next))
            .OfType<Trail>()
            .Select(next => Enter(step.Node, next))
            .OfType<Trail>();
    }

    private static Trail? BindRelationship(RelationshipPattern pattern, Trail trail)
    {
        if (pattern.Variable is not { } variable)
        {
            return trail;
        }
        var value = Value.Relationship(new RelationshipId(trail.Relationships[^1]));
        if (trail.Row.Has(variable.Name))
        {
            var known = trail.Row[variable.Name];
            return known.Kind == ValueKind.Relationship && known.Bits == value.Bits ? trail : null;
        }
        return trail with { Row = trail.Row.With(variable.Name, value) };
    }

    /// <summary>A relationship of variable length: one more each time.</summary>
    private IEnumerable<Trail> Walk(PatternStep step, Trail trail, ImmutableList<long> walked)
    {
        interpreter.Step();
        var length = step.Relationship.Length!;
        if (walked.Count >= (length.Minimum ?? 1))
        {
            var bound = trail;
            if (step.Relationship.Variable is { } variable)
            {
                if (trail.Row.Has(variable.Name))
                {
                    throw new UndecidedException("a list of relationships that is known");
                }
                var list = Value.List([
                    .. walked.Select(r => Value.Relationship(new RelationshipId(r))),
                ]);
                bound = trail with { Row = trail.Row.With(variable.Name, list) };
            }
            if (Enter(step.Node, bound) is { } entered)
            {
                yield return entered;
            }
        }
        if (walked.Count >= (length.Maximum ?? long.MaxValue))
        {
            yield break;
        }
        foreach (var next in Expand(step.Relationship, trail))
        {
            foreach (var further in Walk(step, next, walked.Add(next.Relationships[^1])))
            {
                yield return further;
            }
        }
    }

    /// <summary>A quantified path: its variables become lists.</summary>
    private IEnumerable<Trail> Repeat(QuantifiedPath path, NodePattern target, Trail trail)
    {
        string[] names = [.. VariablesOf(path.Pattern)];
        var lists = names.ToDictionary(n => n, _ => ImmutableList<Value>.Empty);
        return Repeat(path, names, 0, trail, lists)
            .Select(next => Enter(target, next))
            .OfType<Trail>();
    }

    private IEnumerable<Trail> Repeat(
        QuantifiedPath path,
        string[] names,
        int count,
        Trail trail,
        Dictionary<string, ImmutableList<Value>> lists
    )
    {
        interpreter.Step();
        if (count >= (path.Length.Minimum ?? 0))
        {
            var row = names.Aggregate(
                trail.Row,
                (all, name) => all.With(name, Value.List([.. lists[name]]))
            );
            yield return trail with
            {
                Row = row,
            };
        }
        if (count >= (path.Length.Maximum ?? long.MaxValue))
        {
            yield break;
        }
        var inner = trail with { Nodes = [trail.Node], Relationships = [], Open = [] };
        if (Enter(path.Pattern.First, inner) is not { } entered)
        {
            yield break;
        }
        foreach (var once in Steps(path.Pattern.Steps, 0, entered))
        {
            if (
                !Holds(once.Open, once.Row)
                || (path.Where is { } where && !interpreter.IsTrue(where, once.Row))
            )
            {
                continue;
            }
            var next = trail with
            {
                Used = once.Used,
                Nodes = trail.Nodes.AddRange(once.Nodes.Skip(1)),
                Relationships = trail.Relationships.AddRange(once.Relationships),
            };
            var longer = names.ToDictionary(n => n, n => lists[n].Add(once.Row[n]));
            foreach (var further in Repeat(path, names, count + 1, next, longer))
            {
                yield return further;
            }
        }
    }

    private static IEnumerable<string> VariablesOf(PatternPart pattern) =>
        pattern
            .Steps.SelectMany(s => new[] { s.Relationship.Variable, s.Node.Variable })
            .Prepend(pattern.First.Variable)
            .OfType<Variable>()
            .Select(v => v.Name)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Goes over every fitting relationship at the node reached that the clause has not used; its end is not yet checked.</summary>
    private IEnumerable<Trail> Expand(RelationshipPattern pattern, Trail trail)
    {
        foreach (var relationship in interpreter.Shuffled(_graph.Relationships.Values))
        {
            foreach (long end in Ends(relationship, trail.Node, pattern.Direction))
            {
                if (
                    (IsRepeatable || !trail.Used.Contains(relationship.Id))
                    && (
                        pattern.Types is not { } types
                        || HasLabels(types, [relationship.Type], trail.Row)
                    )
                )
                {
                    var value = Value.Relationship(new RelationshipId(relationship.Id));
                    yield return trail with
                    {
                        Used = trail.Used.Add(relationship.Id),
                        Nodes = trail.Nodes.Add(end),
                        Relationships = trail.Relationships.Add(relationship.Id),
                        Open = trail.Open.Add(new(value, pattern.Properties, pattern.Where)),
                    };
                }
            }
        }
    }

    private static IEnumerable<long> Ends(PlainRelationship r, long node, Direction direction)
    {
        if (direction != Direction.Incoming && r.Start == node)
        {
            yield return r.End;
        }
        bool isLoop = r.Start == r.End && direction == Direction.Both;
        if (direction != Direction.Outgoing && r.End == node && !isLoop)
        {
            yield return r.Start;
        }
    }

    private IEnumerable<long> Candidates(NodePattern pattern, Row row)
    {
        if (pattern.Variable is { } variable && row.Has(variable.Name))
        {
            var known = row[variable.Name];
            return known.IsNull ? []
                : known.Kind == ValueKind.Node ? [known.AsNode().Value]
                : throw new UndecidedException("a pattern's node is no node");
        }
        return interpreter.Shuffled(_graph.Nodes.Keys);
    }

    /// <summary>Checks the node reached against its pattern and binds it; null when it does not fit.</summary>
    private Trail? Enter(NodePattern pattern, Trail trail)
    {
        var value = Value.Node(new NodeId(trail.Node));
        if (pattern.Variable is { } variable)
        {
            if (trail.Row.Has(variable.Name))
            {
                var known = trail.Row[variable.Name];
                if (known.Kind != ValueKind.Node || known.Bits != value.Bits)
                {
                    return null;
                }
            }
            trail = trail with { Row = trail.Row.With(variable.Name, value) };
        }
        if (
            pattern.Labels is { } labels
            && !HasLabels(labels, _graph.Nodes[trail.Node].Labels, trail.Row)
        )
        {
            return null;
        }
        return trail with { Open = trail.Open.Add(new(value, pattern.Properties, pattern.Where)) };
    }

    /// <summary>Whether labels, or the one type of a relationship, are as an expression says.</summary>
    public bool HasLabels(
        LabelExpression expression,
        IReadOnlyCollection<string> labels,
        Row row
    ) =>
        expression switch
        {
            LabelName name => labels.Contains(name.Name),
            LabelWildcard => labels.Count > 0,
            LabelNegation not => !HasLabels(not.Operand, labels, row),
            LabelConjunction and => and.Operands.All(o => HasLabels(o, labels, row)),
            LabelDisjunction or => or.Operands.Any(o => HasLabels(o, labels, row)),
            DynamicLabel dynamic => HasDynamic(dynamic, labels, row),
            _ => throw new UndecidedException(expression.GetType().Name),
        };

    private bool HasDynamic(DynamicLabel dynamic, IReadOnlyCollection<string> labels, Row row)
    {
        var value = interpreter.Evaluate(dynamic.Expression, row);
        string[] names =
            value.Kind == ValueKind.List
                ? [.. value.AsList().Select(v => v.AsString())]
                : [value.AsString()];
        return dynamic.MatchesAny ? names.Any(labels.Contains) : names.All(labels.Contains);
    }

    private bool Holds(ImmutableList<OpenCondition> conditions, Row row) =>
        conditions.All(c =>
            (c.Properties is null || HasProperties(c.Entity, c.Properties, row))
            && (c.Where is null || interpreter.IsTrue(c.Where, row))
        );

    private bool HasProperties(Value entity, Expression expression, Row row)
    {
        var properties = interpreter.PropertiesOf(entity);
        var wanted = interpreter.Evaluate(expression, row);
        if (wanted.Kind != ValueKind.Map)
        {
            throw new UndecidedException("properties that are no map");
        }
        return wanted
            .AsMap()
            .All(e =>
                properties.TryGetValue(e.Key, out var value)
                && Compare.Equal(value, e.Value) == true
            );
    }
}
