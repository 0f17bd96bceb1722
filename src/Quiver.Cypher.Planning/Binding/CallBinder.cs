using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Procedures;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds calls of procedures.</summary>
/// <param name="session">The statement's binding.</param>
internal sealed class CallBinder(BindingSession session)
{
    /// <summary>Binds a call; the names of its columns are declared in the scope.</summary>
    /// <param name="call">The call.</param>
    /// <param name="scope">The names before it.</param>
    /// <param name="isStandalone">Whether it is the whole query: then it gives all its columns, and takes parameters for arguments.</param>
    public BoundProcedureCall Bind(Tree.ProcedureCallClause call, Scope scope, bool isStandalone)
    {
        if (!session.Procedures.TryFind(call.Name.Text, out var procedure))
        {
            var known = session.Procedures.All.Select(static p => p.Name);
            throw session.Errors.UnknownProcedure(call.Name.Text, known, call.Name.Position);
        }
        if (!isStandalone)
        {
            RefuseStandaloneForms(call, procedure);
        }
        var arguments = call.IsImplicit ? Implicit(procedure) : Explicit(call, procedure, scope);
        var columns = Columns(call, procedure, scope, isStandalone);
        var where = call.Where is null
            ? null
            : session.Expressions.BindPredicate(call.Where, scope);
        if (where is not null && call.Search is { } search)
        {
            RefuseOtherProperties(search, where, columns[0].Variable);
        }
        return new BoundProcedureCall
        {
            Procedure = procedure,
            Arguments = arguments,
            Columns = columns,
            IsOptional = call.Optional,
            IsCypher25 = session.IsCypher25,
            Where = where,
        };
    }

    /// <summary>Inside a search, conditions on the entity are about properties that the index holds. An index that is not there is told of when the search runs.</summary>
    private void RefuseOtherProperties(
        Tree.VectorSearch search,
        BoundExpression where,
        Variable entity
    )
    {
        if (session.KeysOfVectorIndex(search.Index.Text) is not { } keys)
        {
            return;
        }
        var left = new Stack<BoundExpression>([where]);
        while (left.TryPop(out var expression))
        {
            if (
                expression is BoundProperty { Operand: BoundVariable operand, Key: var key }
                && operand.Variable == entity
                && !keys.Contains(key, StringComparer.Ordinal)
            )
            {
                throw session.Errors.PropertyNotInVectorIndex(
                    key,
                    search.Index.Text,
                    search.Where!.Position
                );
            }
            foreach (var child in expression.Children)
            {
                left.Push(child);
            }
        }
    }

    private void RefuseStandaloneForms(Tree.ProcedureCallClause call, ProcedureSignature procedure)
    {
        if (call.IsImplicit)
        {
            throw session.Errors.ImplicitArguments(procedure.Name, call.Position);
        }
        if (call.YieldsAll)
        {
            throw session.Errors.YieldAllInQuery(call.Position);
        }
    }

    private List<BoundExpression> Implicit(ProcedureSignature procedure)
    {
        var arguments = new List<BoundExpression>();
        foreach (var parameter in procedure.Parameters)
        {
            if (parameter.Default is { } value)
            {
                arguments.Add(new BoundLiteral(value, CypherType.Any));
                continue;
            }
            session.UseParameter(parameter.Name);
            arguments.Add(new BoundParameter(parameter.Name));
        }
        return arguments;
    }

    private List<BoundExpression> Explicit(
        Tree.ProcedureCallClause call,
        ProcedureSignature procedure,
        Scope scope
    )
    {
        int count = call.Arguments.Length;
        if (count < procedure.RequiredCount || count > procedure.Parameters.Count)
        {
            throw session.Errors.ProcedureArgumentCount(procedure, count, call.Position);
        }
        var arguments = new List<BoundExpression>();
        for (int i = 0; i < procedure.Parameters.Count; i++)
        {
            var parameter = procedure.Parameters[i];
            arguments.Add(
                i < count
                    ? session.Expressions.BindAs(call.Arguments[i], scope, parameter.Type.Accepted)
                    : new BoundLiteral(parameter.Default!.Value, CypherType.Any)
            );
        }
        return arguments;
    }

    private List<YieldedColumn> Columns(
        Tree.ProcedureCallClause call,
        ProcedureSignature procedure,
        Scope scope,
        bool isStandalone
    )
    {
        var columns = new List<YieldedColumn>();
        if (call.Yield.IsEmpty && isStandalone)
        {
            for (int i = 0; i < procedure.Columns.Count; i++)
            {
                var column = procedure.Columns[i];
                columns.Add(
                    new YieldedColumn(i, session.NewVariable(column.Name, column.Type.Type))
                );
            }
        }
        foreach (var item in call.Yield)
        {
            var name = item.Alias?.Name ?? item.Column.Text;
            int index = IndexOf(procedure, item.Column.Text);
            if (index < 0)
            {
                throw session.Errors.UnknownProcedureColumn(
                    item.Column.Text,
                    procedure,
                    item.Column.Position
                );
            }
            if (scope.TryFind(name, out _) || columns.Exists(c => c.Variable.Name == name))
            {
                throw session.Errors.AlreadyDeclared(name, item.Position);
            }
            var type = procedure.Columns[index].Type.Type;
            columns.Add(new YieldedColumn(index, session.NewVariable(name, type)));
        }
        foreach (var column in columns)
        {
            scope.Declare(column.Variable);
        }
        return columns;
    }

    private static int IndexOf(ProcedureSignature procedure, string column)
    {
        for (int i = 0; i < procedure.Columns.Count; i++)
        {
            if (procedure.Columns[i].Name == column)
            {
                return i;
            }
        }
        return -1;
    }
}
