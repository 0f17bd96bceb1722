using Quiver.Import;

namespace Quiver.Engine.Schema;

/// <summary>What stands in the file of an import's <c>--schema</c>.</summary>
/// <param name="Commands">The indexes and constraints that are to be made, in the order of the file.</param>
/// <param name="Problems">What is wrong, each with file, line and column, the line itself and a caret.</param>
/// <param name="Notes">Commands that have no effect, and why.</param>
public sealed record SchemaFileContent(
    IReadOnlyList<ImportSchemaCommand> Commands,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<string> Notes
);
