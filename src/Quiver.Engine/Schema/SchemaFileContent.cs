using Quiver.Import;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>What stands in the file of an import's <c>--schema</c>.</summary>
/// <param name="Steps">What is to be created and dropped, in the order of the file.</param>
/// <param name="Problems">What is wrong, each with file, line and column, the line itself and a caret.</param>
/// <param name="Notes">Commands that have no effect, and why.</param>
public sealed record SchemaFileContent(
    IReadOnlyList<SchemaStep> Steps,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The indexes and constraints that are to be created, as a full import is told.</summary>
    public IReadOnlyList<ImportSchemaCommand> Commands =>
        Steps.Count == 0
            ? []
            :
            [
                .. Steps.Select(static step => new ImportSchemaCommand
                {
                    Text = step.Text,
                    Index = step.Index,
                    Constraint = step.Constraint,
                }),
            ];
}
