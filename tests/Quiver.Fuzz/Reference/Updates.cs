using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>The clauses that change the graph, row by row.</summary>
internal sealed class Updates(Interpreter interpreter)
{
    private readonly PlainGraph _graph = interpreter.Graph;

    public List<Row> Apply(UpdatingClause clause, List<Row> rows)
    {
        // It sees what the clauses before left, not what this one did for the rows before or made of the pattern so far: the reference does not keep both.
        bool reads = SyntaxWalk
            .Nodes(clause)
            .Exists(n => n is SubqueryExpression or PatternExpression or PatternComprehension);
        if (reads && (rows.Count > 1 || MakesSeveral(clause)))
        {
            throw new UndecidedException("a clause that reads and changes");
        }
        return [.. rows.SelectMany(row => Apply(clause, row))];
    }

    private static bool MakesSeveral(UpdatingClause clause) =>
        clause switch
        {
            CreateClause create => create.Patterns.Length > 1
                || create.Patterns[0].Steps.Length > 0,
            MergeClause merge => merge.Pattern.Steps.Length > 0,
            _ => false,
        };

    private List<Row> Apply(Clause clause, Row row)
    {
        switch (clause)
        {
            case CreateClause create:
                return [create.Patterns.Aggregate(row, Create)];
            case MergeClause merge:
                return Merge(merge, row);
            case SetClause set:
                Set(set.Items, row);
                return [row];
            case RemoveClause remove:
                Set(remove.Items, row, removes: true);
                return [row];
            case DeleteClause delete:
                foreach (var expression in delete.Expressions)
                {
                    Delete(interpreter.Evaluate(expression, row), delete.Detach);
                }
                return [row];
            case ForeachClause each:
                var list = interpreter.Evaluate(each.List, row);
                if (list.Kind is not (ValueKind.Null or ValueKind.List))
                {
                    throw new UndecidedException("FOREACH over no list");
                }
                foreach (var element in list.IsNull ? [] : list.AsList().ToList())
                {
                    List<Row> inner = [row.With(each.Variable.Name, element)];
                    foreach (var update in each.Clauses)
                    {
                        inner = [.. inner.SelectMany(r => Apply(update, r))];
                    }
                }
                return [row];
            default:
                throw new UndecidedException(clause.GetType().Name);
        }
    }

    private Row Create(Row row, PatternPart part)
    {
        row = CreateNode(part.First, row, out long from);
        List<NodeId> nodes = [new(from)];
        List<RelationshipId> relationships = [];
        foreach (var step in part.Steps)
        {
            row = CreateNode(step.Node, row, out long to);
            string type = step.Relationship.Types is LabelName name
                ? name.Name
                : throw new UndecidedException("type");
            var (start, end) =
                step.Relationship.Direction == Direction.Incoming ? (to, from) : (from, to);
            var relationship = _graph.AddRelationship(type, start, end);
            Put(relationship.Properties, step.Relationship.Properties, row);
            var id = new RelationshipId(relationship.Id);
            if (step.Relationship.Variable is { } variable)
            {
                row = row.With(variable.Name, Value.Relationship(id));
            }
            nodes.Add(new(to));
            relationships.Add(id);
            from = to;
        }
        return part.PathVariable is { } path
            ? row.With(path.Name, Value.Path(new PathValue([.. nodes], [.. relationships])))
            : row;
    }

    private Row CreateNode(NodePattern pattern, Row row, out long id)
    {
        if (pattern.Variable is { } known && row.Has(known.Name))
        {
            var value = row[known.Name];
            id =
                value.Kind == ValueKind.Node
                    ? value.Bits
                    : throw new ReferenceException("a relationship needs its nodes");
            return row;
        }
        var properties = pattern.Properties is { } map ? MapOf(map, row) : null;
        var node = _graph.AddNode();
        id = node.Id;
        foreach (string label in pattern.Labels is { } labels ? Names(labels) : [])
        {
            node.Labels.Add(label);
        }
        if (properties is not null)
        {
            Put(node.Properties, properties);
        }
        return pattern.Variable is { } variable
            ? row.With(variable.Name, Value.Node(new NodeId(id)))
            : row;
    }

    private static IEnumerable<string> Names(LabelExpression labels) =>
        labels switch
        {
            LabelName name => [name.Name],
            LabelConjunction and => and.Operands.SelectMany(Names),
            _ => throw new UndecidedException("labels"),
        };

    private void Put(SortedDictionary<string, Value> properties, Expression? map, Row row)
    {
        if (map is not null)
        {
            Put(properties, MapOf(map, row));
        }
    }

    private MapValue MapOf(Expression map, Row row)
    {
        var value = interpreter.Evaluate(map, row);
        return value.Kind == ValueKind.Map
            ? value.AsMap()
            : throw new UndecidedException("properties that are no map");
    }

    private static void Put(
        SortedDictionary<string, Value> properties,
        IEnumerable<KeyValuePair<string, Value>> entries
    )
    {
        foreach (var (key, value) in entries.ToList())
        {
            properties.Remove(key);
            if (!value.IsNull)
            {
                properties.Add(key, Storable(value));
            }
        }
    }

    private static Value Storable(Value value) =>
        value.Kind switch
        {
            ValueKind.List when value.AsList().Any(v => v.IsNull) => throw new ReferenceException(
                "a list with null"
            ),
            ValueKind.List when value.AsList().Select(v => v.Kind).Distinct().Count() > 1 =>
                throw new UndecidedException("a list of several kinds"),
            ValueKind.List when value.AsList().Any(v => !IsSingle(v)) =>
                throw new ReferenceException("a list of lists"),
            ValueKind.List => value,
            _ => IsSingle(value) ? value : throw new ReferenceException($"storing {value.Kind}"),
        };

    private static bool IsSingle(Value value) =>
        value.Kind
            is ValueKind.Boolean
                or ValueKind.Integer
                or ValueKind.Float
                or ValueKind.String
                or ValueKind.Date
                or ValueKind.LocalDateTime
                or ValueKind.ZonedDateTime
                or ValueKind.Duration
                or ValueKind.Point;

    private List<Row> Merge(MergeClause merge, Row row)
    {
        foreach (var node in merge.Pattern.Steps.Select(s => s.Node).Prepend(merge.Pattern.First))
        {
            if (node.Variable is { } v && row.Has(v.Name) && row[v.Name].IsNull)
            {
                throw new ReferenceException("MERGE with a node that is null");
            }
        }
        var maps = merge
            .Pattern.Steps.SelectMany(s => new[] { s.Relationship.Properties, s.Node.Properties })
            .Prepend(merge.Pattern.First.Properties)
            .OfType<Expression>();
        foreach (var map in maps)
        {
            if (MapOf(map, row).Values.Any(v => v.IsNull))
            {
                throw new ReferenceException("MERGE with null");
            }
        }
        var found = new Matcher(interpreter).Match([merge.Pattern], row).ToList();
        bool creates = found.Count == 0;
        if (creates)
        {
            found = [Create(row, merge.Pattern)];
        }
        foreach (var match in found)
        {
            foreach (var action in merge.Actions.Where(a => a.OnCreate == creates))
            {
                Set(action.Items, match);
            }
        }
        return found;
    }

    private void Set(IEnumerable<UpdateItem> items, Row row, bool removes = false)
    {
        foreach (var item in items)
        {
            switch (item)
            {
                case PropertyUpdate { Target: PropertyAccess target } update:
                    SetOne(target.Subject, target.Key.Text, update.Value, row);
                    break;
                case PropertyUpdate { Target: IndexAccess target } update:
                    var key = interpreter.Evaluate(target.Index, row);
                    if (key.Kind != ValueKind.String)
                    {
                        throw new UndecidedException("a key that is no text");
                    }
                    SetOne(target.Subject, key.AsString(), update.Value, row);
                    break;
                case PropertiesUpdate update:
                    SetAll(update, row);
                    break;
                case LabelsUpdate update:
                    SetLabels(update, row, removes);
                    break;
                default:
                    throw new UndecidedException(item.GetType().Name);
            }
        }
    }

    private void SetOne(Expression target, string key, Expression? expression, Row row)
    {
        var subject = interpreter.Evaluate(target, row);
        var value = expression is null ? Value.Null : interpreter.Evaluate(expression, row);
        if (!subject.IsNull)
        {
            Put(PropertiesOf(subject), [KeyValuePair.Create(key, value)]);
        }
    }

    private void SetAll(PropertiesUpdate update, Row row)
    {
        var subject = row[update.Target.Name];
        var value = interpreter.Evaluate(update.Value, row);
        if (subject.IsNull)
        {
            return;
        }
        if (value.IsNull)
        {
            throw new UndecidedException("SET to null");
        }
        var entries = interpreter.PropertiesOf(value).ToList();
        var properties = PropertiesOf(subject);
        if (!update.Adds)
        {
            properties.Clear();
        }
        Put(properties, entries);
    }

    private void SetLabels(LabelsUpdate update, Row row, bool removes)
    {
        if (row[update.Target.Name].IsNull)
        {
            return;
        }
        var labels = _graph.Nodes[row[update.Target.Name].Bits].Labels;
        foreach (string name in update.Labels.SelectMany(Names))
        {
            _ = removes ? labels.Remove(name) : labels.Add(name);
        }
    }

    private SortedDictionary<string, Value> PropertiesOf(Value subject) =>
        subject.Kind switch
        {
            ValueKind.Node when _graph.Nodes.TryGetValue(subject.Bits, out var node) =>
                node.Properties,
            ValueKind.Relationship when _graph.Relationships.TryGetValue(subject.Bits, out var r) =>
                r.Properties,
            ValueKind.Node or ValueKind.Relationship => throw new UndecidedException("deleted"),
            _ => throw new ReferenceException("SET of something else"),
        };

    private void Delete(Value value, bool detach)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                break;
            case ValueKind.Relationship:
                _graph.Relationships.Remove(value.Bits);
                break;
            case ValueKind.Node:
                if (detach)
                {
                    foreach (
                        var r in _graph
                            .Relationships.Values.Where(r =>
                                r.Start == value.Bits || r.End == value.Bits
                            )
                            .ToList()
                    )
                    {
                        _graph.Relationships.Remove(r.Id);
                    }
                }
                _graph.Nodes.Remove(value.Bits);
                break;
            case ValueKind.Path:
                foreach (var element in Compare.PathElements(value).Reverse())
                {
                    Delete(element, detach);
                }
                break;
            default:
                throw new ReferenceException("DELETE of something else");
        }
    }
}
