namespace Quiver.Storage.Schema;

/// <summary>The schema of a database that is still to be made: what is asked for is added one by one, as commands would do it. Not thread safe.</summary>
/// <param name="numbers">Numbers the names.</param>
public sealed class SchemaDraft(ITokenNumbers numbers)
{
    /// <summary>The schema so far.</summary>
    public SchemaDefinitions Definitions { get; private set; } = SchemaDefinitions.Initial;

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
}
