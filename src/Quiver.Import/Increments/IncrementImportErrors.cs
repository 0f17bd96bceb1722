using System.Globalization;
using Quiver.Model.Status;
using Quiver.Storage;
using Quiver.Storage.Kept;

namespace Quiver.Import.Increments;

/// <summary>The errors of incremental imports that are not about a row.</summary>
internal static class IncrementImportErrors
{
    public static ImportException NoDatabase(string name) =>
        new(
            ImportErrorKind.Data,
            $"Database '{name}' does not exist: an incremental import changes one that does. Make it with 'database import full' or CREATE DATABASE."
        );

    public static ImportException BeingMerged(string name) =>
        new(
            ImportErrorKind.InUse,
            $"An incremental import is being merged into '{name}' right now: the command that began it was ended, and the server goes on. Wait until it is done, and try again."
        );

    public static ImportException MergedBefore(string name) =>
        new(
            ImportErrorKind.Usage,
            $"This incremental import is in '{name}' already: a command that was ended before its time had merged it. Run --stage=merge, which ends it; --stage=prepare then begins it once more."
        );

    public static ImportException NotPrepared(string name, IncrementStage asked) =>
        new(
            ImportErrorKind.Usage,
            asked == IncrementStage.Merge
                ? $"No incremental import into '{name}' is prepared, or it is merged already: run it with --stage=prepare and --stage=build before --stage=merge, or with --stage=all."
                : $"No incremental import into '{name}' is prepared: run it with --stage=prepare before --stage=build, or with --stage=all."
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

    public static ImportException TooLarge(long bytes, long most) =>
        new(
            ImportErrorKind.Data,
            string.Create(
                CultureInfo.InvariantCulture,
                $"These files come to about {bytes / 1e9:0.0} GB of changes, and one increment has at most {most / 1e9:0.0} GB: split them, and import them in {PartsOf(bytes, most)} parts or more, nodes before their relationships. Nothing was changed."
            )
        );

    /// <summary>What was built is not what was written: the disk has damaged it, or the machine stopped in the middle of a command for all stages.</summary>
    public static ImportException Damaged(string name, CorruptionException cause) =>
        new(
            ImportErrorKind.Data,
            $"What was built for '{name}' is not whole any more: {cause.Message} Nothing was merged. Build it again: --stage=prepare and --stage=build, or --stage=all.",
            cause
        );

    /// <summary>The warning that an increment may turn out to be more than one merge takes.</summary>
    public static string DescribeNearlyTooLarge(long bytes, long most) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"These files come to about {bytes / 1e9:0.0} GB of changes, and one increment has at most {most / 1e9:0.0} GB: if they turn out to be more, the build ends, nothing is changed, and they are to be split and imported in {PartsOf(bytes, most)} parts or more, nodes before their relationships. To be sure of it, do so now."
        );

    /// <summary>In how many parts so much fits with room to spare.</summary>
    private static long PartsOf(long bytes, long most) => Math.Max(2, (bytes / (most * 3 / 4)) + 1);

    public static ImportException SchemaChanged(string name) =>
        new(
            ImportErrorKind.Usage,
            $"The incremental import into '{name}' was built with another --schema, or none. Merge without the option to take what was built, or run --stage=prepare and --stage=build with it."
        );

    public static ImportException SnapshotExists(string directory, string name) =>
        new(
            ImportErrorKind.Usage,
            $"--keep-previous: {KeptGenerations.DescribeTaken(directory, name)} Nothing was changed."
        );

    public static ImportException Replaced(string name) =>
        new(
            ImportErrorKind.Data,
            $"Database '{name}' was replaced, by an import or a restore, since the incremental import was prepared: run --stage=prepare again."
        );

    /// <summary>A part cannot be merged, and no switch leaves it out.</summary>
    public static ImportException Refused(string what, string option) =>
        new(
            ImportErrorKind.Data,
            $"{what} Nothing was merged. {option}=true, which --stage=merge takes too, leaves such rows out; or mend the data and build again."
        );

    /// <summary>The schema cannot be changed, or the database takes no writes.</summary>
    public static ImportException NotMerged(CypherException cause) =>
        new(ImportErrorKind.Data, $"{cause.Message.TrimEnd('.')}. Nothing was merged.", cause);

    /// <summary>One part more than is tolerated cannot be merged.</summary>
    public static ImportException TooManyLeftOut(long count, long tolerance, string last) =>
        new(
            ImportErrorKind.Data,
            $"Too many bad entries {count}, where last one was: {last}{Environment.NewLine}"
                + $"Nothing was merged, because {count} bad entries were found, which exceeds the set fault tolerance ({tolerance}). "
                + "Mend the data and build again, or raise --bad-tolerance, which --stage=merge takes too (-1 for any number)."
        );
}
