namespace Quiver.Storage.Schema;

/// <summary>The schema that a database is to have: what is asked for is added one by one, as commands would do it. Not thread safe.</summary>
/// <param name="numbers">Numbers the names.</param>
/// <param name="begin">The schema that it has; null for a database that is still to be made.</param>
public sealed class SchemaDraft(ITokenNumbers numbers, SchemaDefinitions? begin = null)
{
    /// <summary>The schema so far.</summary>
    public SchemaDefinitions Definitions { get; private set; } = begin ?? SchemaDefinitions.Initial;

    /// <summary>Does what a step says.</summary>
    /// <returns>Done, or what stands in its way: nothing was done then.</returns>
    public SchemaChangeResult Add(SchemaStep step) =>
        step.Index is { } index ? Add(index)
        : step.Constraint is { } constraint ? Add(constraint)
        : step.DroppedIndex is { } name ? Drop(SchemaDrops.OfIndex(Definitions, name))
        : Drop(SchemaDrops.OfConstraint(Definitions, step.DroppedName));

    /// <summary>Adds an index.</summary>
    /// <returns>Done, or what stands in its way: nothing was added then.</returns>
    public SchemaChangeResult Add(IndexRequest request)
    {
        var index = RequestedDefinitions.Of(request, Definitions, numbers);
        if (SchemaConflicts.Find(Definitions, index) is { } conflict)
        {
            return conflict;
        }
        Definitions = Definitions.With([SchemaChange.Create(index)]);
        return new(SchemaOutcome.Done, index, null);
    }

    /// <summary>Adds a constraint, with the index that it needs.</summary>
    /// <returns>Done, or what stands in its way: nothing was added then.</returns>
    public SchemaChangeResult Add(ConstraintRequest request)
    {
        var (constraint, index) = RequestedDefinitions.Of(request, Definitions, numbers);
        if (SchemaConflicts.Find(Definitions, constraint) is { } conflict)
        {
            return conflict;
        }
        SchemaChange[] changes = index is null
            ? [SchemaChange.Create(constraint)]
            : [SchemaChange.Create(index), SchemaChange.Create(constraint)];
        Definitions = Definitions.With(changes);
        return new(SchemaOutcome.Done, index, constraint);
    }

    private SchemaChangeResult Drop((SchemaChangeResult Result, SchemaChange? Change) found)
    {
        if (found.Change is { } change)
        {
            Definitions = Definitions.With([change]);
        }
        return found.Result;
    }
}
