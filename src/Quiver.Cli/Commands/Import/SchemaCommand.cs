namespace Quiver.Cli.Commands.Import;

/// <summary>A command of a schema file.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">The command without its semicolon.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
internal sealed record SchemaCommand(SchemaCommandKind Kind, string Text, int Line);
