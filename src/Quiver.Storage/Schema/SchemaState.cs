using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.Schema;

/// <summary>The schema as of one commit, with the place where builds of its indexes report.</summary>
/// <param name="Definitions">Indexes and constraints.</param>
/// <param name="Populations">How far builds of indexes are; shared by all states of a database.</param>
internal sealed record SchemaState(SchemaDefinitions Definitions, IndexPopulations Populations)
{
    /// <summary>A schema without builds.</summary>
    public static readonly SchemaState Initial = new(SchemaDefinitions.Initial, new());

    /// <summary>The state after a further commit.</summary>
    public SchemaState With(ChangeRun run) =>
        run.SchemaChanges.Count == 0
            ? this
            : this with
            {
                Definitions = Definitions.With(run.SchemaChanges),
            };
}
