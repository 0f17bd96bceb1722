using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.Schema;

/// <summary>Finds out whether changes keep the constraints.</summary>
internal static class ConstraintChecks
{
    private const int BatchRows = 4096;

    /// <summary>Checks all constraints that the schema of a snapshot has for what a run changed.</summary>
    /// <param name="after">The graph with the run.</param>
    /// <param name="run">The run, the newest of the snapshot.</param>
    /// <exception cref="Model.Status.CypherException">The run violates a constraint.</exception>
    public static void Check(Snapshot after, ChangeRun run)
    {
        foreach (var constraint in after.SchemaState.Definitions.Constraints)
        {
            Check(after, run, constraint, isCreated: true);
        }
    }

    /// <summary>Checks existence and types only: what must hold when the transaction commits.</summary>
    public static void CheckValues(Snapshot after, ChangeRun run)
    {
        foreach (var constraint in after.SchemaState.Definitions.Constraints)
        {
            CheckValues(after, run, constraint);
        }
    }

    /// <summary>Checks existence and types of one constraint only.</summary>
    public static void CheckValues(Snapshot after, ChangeRun run, ConstraintDefinition constraint)
    {
        CheckValues(after, run, constraint, isCreated: true);
    }

    /// <summary>Checks the constraints of uniqueness only: those that must hold after every statement.</summary>
    public static void CheckUnique(Snapshot after, ChangeRun run)
    {
        foreach (var constraint in after.SchemaState.Definitions.Constraints)
        {
            CheckUnique(after, run, constraint, isCreated: true);
        }
    }

    /// <summary>Checks a constraint for what a run changed.</summary>
    /// <param name="after">The graph with the run.</param>
    /// <param name="run">One of its runs.</param>
    /// <param name="constraint">The constraint.</param>
    /// <param name="isCreated">Whether the constraint is there, so that the run is to blame; otherwise the constraint cannot be created.</param>
    public static void Check(
        Snapshot after,
        ChangeRun run,
        ConstraintDefinition constraint,
        bool isCreated
    )
    {
        CheckValues(after, run, constraint, isCreated);
        CheckUnique(after, run, constraint, isCreated);
    }

    /// <summary>Checks existence and types in a whole graph, for a constraint that is to be created.</summary>
    public static void CheckAll(
        Snapshot graph,
        ConstraintDefinition constraint,
        CancellationToken cancellation
    ) =>
        FindAll(
            graph,
            constraint,
            id =>
            {
                foreach (int key in constraint.Keys)
                {
                    var value = graph.Reader().Property(constraint.Entity, id, key);
                    if (!Allows(constraint, value))
                    {
                        throw NotAllowed(constraint, id, value, graph, isCreated: false);
                    }
                }
            },
            _ => { },
            cancellation
        );

    /// <summary>Finds all that lack a property or have one of another type, in the order of a scan.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="constraint">What must hold.</param>
    /// <param name="found">Is told of each, once.</param>
    /// <param name="progress">Is told after each batch how many were looked at since the last time.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void FindAll(
        Snapshot graph,
        ConstraintDefinition constraint,
        Action<long> found,
        Action<long> progress,
        CancellationToken cancellation
    )
    {
        if (!constraint.RequiresExistence && constraint.Kind != ConstraintKind.PropertyType)
        {
            return;
        }
        long[] ids = new long[BatchRows];
        long[] starts = new long[BatchRows];
        long[] ends = new long[BatchRows];
        var columns = new ColumnVector[constraint.Keys.Length];
        bool isNode = constraint.Entity == EntityKind.Node;
        var nodes = isNode ? graph.ScanNodes(new(constraint.Token)) : null;
        var relationships = isNode ? null : graph.ScanRelationships(new(constraint.Token));
        while ((nodes?.Next(ids) ?? relationships!.Next(ids, starts, ends)) is var count and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = ReadColumn(graph, isNode, constraint.Keys[i], ids.AsSpan(0, count));
            }
            for (int row = 0; row < count; row++)
            {
                if (!Allows(constraint, columns, row))
                {
                    found(ids[row]);
                }
            }
            progress(count);
        }
    }

    private static bool Allows(ConstraintDefinition constraint, ColumnVector[] columns, int row)
    {
        foreach (var column in columns)
        {
            bool isAllowed = column.IsNull(row)
                ? !constraint.RequiresExistence
                : Allows(constraint, column[row]);
            if (!isAllowed)
            {
                return false;
            }
        }
        return true;
    }

    private static bool Allows(ConstraintDefinition constraint, in Value value) =>
        value.IsNull
            ? !constraint.RequiresExistence
            : constraint.Type is not { } type || type.Allows(value);

    private static ColumnVector ReadColumn(
        Snapshot graph,
        bool isNode,
        int key,
        ReadOnlySpan<long> ids
    )
    {
        var builder = new ColumnBuilder(ids.Length);
        if (isNode)
        {
            graph.ReadNodeProperty(new PropertyKeyId(key), ids, builder);
        }
        else
        {
            graph.ReadRelationshipProperty(new PropertyKeyId(key), ids, builder);
        }
        return builder.Build();
    }

    private static void CheckValues(
        Snapshot after,
        ChangeRun run,
        ConstraintDefinition constraint,
        bool isCreated
    ) =>
        FindValues(
            after,
            run,
            constraint,
            (id, value) => throw NotAllowed(constraint, id, value, after, isCreated)
        );

    /// <summary>Finds what a run changed that lacks a property or has one of another type.</summary>
    /// <param name="after">The graph with the run.</param>
    /// <param name="run">One of its runs.</param>
    /// <param name="constraint">What must hold.</param>
    /// <param name="found">Is told of each, once, and of the value that is wrong.</param>
    public static void FindValues(
        Snapshot after,
        ChangeRun run,
        ConstraintDefinition constraint,
        Action<long, Value> found
    )
    {
        if (!constraint.RequiresExistence && constraint.Kind != ConstraintKind.PropertyType)
        {
            return;
        }
        var shape = constraint.Shape;
        GraphReader? graph = null;
        int count = RunIndexing.CountOf(shape.Entity, run);
        for (int i = 0; i < count; i++)
        {
            if (!RunIndexing.IsConcerned(shape, run, i))
            {
                continue;
            }
            graph ??= after.Reader();
            long id = RunIndexing.IdAt(shape.Entity, run, i);
            if (!graph.IsOf(shape.Entity, id, shape.Token))
            {
                continue;
            }
            foreach (int key in shape.Keys)
            {
                var value = graph.Property(shape.Entity, id, key);
                if (!Allows(constraint, value))
                {
                    found(id, value);
                    break;
                }
            }
        }
    }

    /// <summary>Finds what a run changed that has the same values as another one.</summary>
    /// <param name="after">The graph with the run.</param>
    /// <param name="run">One of its runs.</param>
    /// <param name="constraint">What must hold.</param>
    /// <param name="found">Is told of each, once, and of the lowest other one that has the values, which are those of the lookup.</param>
    public static void FindDuplicates(
        Snapshot after,
        ChangeRun run,
        ConstraintDefinition constraint,
        Action<long, long, UniqueLookup> found
    )
    {
        if (!constraint.IsUnique)
        {
            return;
        }
        var shape = constraint.Shape;
        UniqueLookup? lookup = null;
        int count = RunIndexing.CountOf(shape.Entity, run);
        for (int i = 0; i < count; i++)
        {
            if (!RunIndexing.IsConcerned(shape, run, i))
            {
                continue;
            }
            lookup ??= UniqueLookup.Of(after, constraint);
            long id = RunIndexing.IdAt(shape.Entity, run, i);
            if (lookup.TryFindOther(id, out long other))
            {
                found(id, other, lookup);
            }
        }
    }

    private static Model.Status.CypherException NotAllowed(
        ConstraintDefinition constraint,
        long id,
        in Value value,
        Snapshot graph,
        bool isCreated
    )
    {
        if (value.IsNull)
        {
            return isCreated
                ? ConstraintErrors.Missing(constraint, id, graph.Tokens)
                : ConstraintErrors.CannotCreateMissing(constraint, id, graph.Tokens);
        }
        return isCreated
            ? ConstraintErrors.WrongType(constraint, id, value, graph.Tokens)
            : ConstraintErrors.CannotCreateWrongType(constraint, id, value, graph.Tokens);
    }

    private static void CheckUnique(
        Snapshot after,
        ChangeRun run,
        ConstraintDefinition constraint,
        bool isCreated
    ) =>
        FindDuplicates(
            after,
            run,
            constraint,
            (id, other, lookup) =>
                throw (
                    isCreated
                        ? ConstraintErrors.AlreadyExists(
                            constraint,
                            other,
                            lookup.Values,
                            after.Tokens
                        )
                        : ConstraintErrors.CannotCreate(
                            constraint,
                            (Math.Min(id, other), Math.Max(id, other)),
                            lookup.Values,
                            after.Tokens
                        )
                )
        );
}
