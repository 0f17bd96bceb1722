using Quiver.Import;

namespace Quiver.Cli.Commands.Import;

/// <summary>What a command line asks of an import.</summary>
/// <param name="Options">What the importer is told.</param>
/// <param name="DataHome">The folder whose databases the new one is among.</param>
/// <param name="Notes">What the user is told before it begins.</param>
internal sealed record ImportRequest(
    ImportOptions Options,
    string DataHome,
    IReadOnlyList<string> Notes
);
