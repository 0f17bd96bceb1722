using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Updates;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds SET, REMOVE, DELETE and FOREACH, and the items of SET behind MERGE.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class UpdateBinder(BindingSession session)
{
    private static readonly CypherType s_deletable = new(
        TypeKinds.Node | TypeKinds.Relationship | TypeKinds.Path
    );

    private static readonly CypherType s_propertySource = new(
        TypeKinds.Map | TypeKinds.Node | TypeKinds.Relationship
    );

    private static readonly CypherType s_labelSource = new(
        TypeKinds.String | TypeKinds.List,
        CypherType.String
    );

    /// <summary>Binds DELETE.</summary>
    public BoundDelete Delete(Tree.DeleteClause clause, Scope scope)
    {
        var entities = new List<BoundExpression>();
        foreach (var expression in clause.Expressions)
        {
            if (expression is Tree.LabelPredicate)
            {
                throw session.Errors.DeleteOfLabel(expression.Position);
            }
            entities.Add(session.Expressions.BindAs(expression, scope, s_deletable));
        }
        return new BoundDelete(entities, clause.Detach);
    }

    /// <summary>Binds the items of SET.</summary>
    public List<EntityChange> Set(IEnumerable<Tree.UpdateItem> items, Scope scope) =>
        [.. items.Select(i => Item(i, scope, removes: false))];

    /// <summary>Binds the items of REMOVE.</summary>
    public List<EntityChange> Remove(IEnumerable<Tree.UpdateItem> items, Scope scope) =>
        [.. items.Select(i => Item(i, scope, removes: true))];

    /// <summary>Binds FOREACH with the clauses inside.</summary>
    public BoundForeach Foreach(Tree.ForeachClause clause, Scope scope)
    {
        var list = session.Expressions.BindAs(clause.List, scope, CypherType.AnyList);
        if (scope.TryFind(clause.Variable.Name, out _))
        {
            throw session.Errors.AlreadyDeclared(clause.Variable.Name, clause.Variable.Position);
        }
        var type = list.Type.IsList ? list.Type.ElementOrAny : CypherType.Any;
        var element = session.NewVariable(clause.Variable.Name, type);
        var inner = new Scope(scope) { Imports = [] };
        inner.Declare(element);
        var body = session.Queries.BindClauses(clause.Clauses, inner);
        return new BoundForeach
        {
            List = list,
            Element = element,
            Imports = [.. inner.Imports!.OrderBy(static v => v.Id)],
            Body = body,
        };
    }

    /// <summary>Binds a computed label or type.</summary>
    public BoundExpression DynamicLabel(Tree.DynamicLabel label, Scope scope) =>
        session.Expressions.BindAs(label.Expression, scope, s_labelSource);

    private EntityChange Item(Tree.UpdateItem item, Scope scope, bool removes) =>
        item switch
        {
            Tree.PropertyUpdate property => Property(property, scope),
            Tree.PropertiesUpdate properties => Properties(properties, scope),
            _ => Labels((Tree.LabelsUpdate)item, scope, removes),
        };

    private PropertyChange Property(Tree.PropertyUpdate item, Scope scope)
    {
        var value = item.Value is null
            ? BoundLiteral.Null
            : session.Expressions.Bind(item.Value, scope);
        if (item.Target is Tree.PropertyAccess access)
        {
            var owner = session.Expressions.BindAs(access.Subject, scope, OperatorTypes.Entity);
            return new PropertyChange(owner, access.Key.Text, DynamicKey: null, value);
        }
        var index = (Tree.IndexAccess)item.Target;
        var entity = session.Expressions.BindAs(index.Subject, scope, OperatorTypes.Entity);
        var key = session.Expressions.BindAs(index.Index, scope, CypherType.String);
        return new PropertyChange(entity, Key: null, key, value);
    }

    private PropertiesChange Properties(Tree.PropertiesUpdate item, Scope scope)
    {
        var entity = session.Expressions.BindAs(item.Target, scope, OperatorTypes.Entity);
        var expected = session.IsCypher25 ? CypherType.Map : s_propertySource;
        var value = session.Expressions.BindAs(item.Value, scope, expected);
        return new PropertiesChange(entity, item.Adds, value);
    }

    private LabelsChange Labels(Tree.LabelsUpdate item, Scope scope, bool removes)
    {
        var node = session.Expressions.BindAs(item.Target, scope, CypherType.Node);
        return new LabelsChange(
            node,
            [.. item.Labels.OfType<Tree.LabelName>().Select(static l => l.Name).Distinct()],
            [.. item.Labels.OfType<Tree.DynamicLabel>().Select(l => DynamicLabel(l, scope))],
            removes
        );
    }
}
