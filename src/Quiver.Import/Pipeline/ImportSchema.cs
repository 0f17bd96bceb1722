using Quiver.Storage.Schema;

namespace Quiver.Import.Pipeline;

/// <summary>Puts the indexes and constraints that an import is asked for together.</summary>
internal static class ImportSchema
{
    /// <summary>The schema of the new database.</summary>
    /// <param name="commands">What is asked for, in order.</param>
    /// <param name="numbers">Numbers the names.</param>
    /// <param name="refused">Is told of each command that those before it exclude, and that is therefore left out.</param>
    public static SchemaDefinitions Define(
        IReadOnlyList<ImportSchemaCommand> commands,
        ITokenNumbers numbers,
        Action<SchemaChangeResult> refused
    )
    {
        var draft = new SchemaDraft(numbers);
        foreach (var command in commands)
        {
            var result = command.Index is { } index
                ? draft.Add(index)
                : draft.Add(command.Constraint!);
            if (!result.IsDone)
            {
                refused(result);
            }
        }
        return draft.Definitions;
    }
}
