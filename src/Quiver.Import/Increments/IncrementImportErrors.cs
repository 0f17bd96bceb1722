namespace Quiver.Import.Increments;

/// <summary>The errors of incremental imports that are not about a row.</summary>
internal static class IncrementImportErrors
{
    public static ImportException NoDatabase(string name) =>
        new(
            ImportErrorKind.Data,
            $"Database '{name}' does not exist: an incremental import changes one that does. Make it with 'database import full' or CREATE DATABASE."
        );

    public static ImportException NotPrepared(string name) =>
        new(
            ImportErrorKind.Usage,
            $"No incremental import into '{name}' is prepared: run it with --stage=prepare before --stage=build, or with --stage=all."
        );

    public static ImportException NotBuilt(string name) =>
        new(
            ImportErrorKind.Usage,
            $"The incremental import into '{name}' is prepared but not built: run it with --stage=build before --stage=merge."
        );

    public static ImportException Changed(string name, string change) =>
        new(
            ImportErrorKind.Usage,
            $"The incremental import into '{name}' was prepared otherwise: {change}. Run --stage=prepare again, or build what was prepared."
        );

    public static ImportException Replaced(string name) =>
        new(
            ImportErrorKind.Data,
            $"Database '{name}' was replaced, by an import or a restore, since the incremental import was prepared: run --stage=prepare again."
        );

    public static ImportException Conflict(string message, string place) =>
        new(
            ImportErrorKind.Data,
            $"{message}{place} Nothing was merged. Leave such rows out with --skip-duplicate-nodes=true and --skip-bad-relationships=true, or build again."
        );

    public static ImportException Violation(string message) =>
        new(ImportErrorKind.Data, $"{message.TrimEnd('.')}. Nothing was merged; mend the data.");
}
