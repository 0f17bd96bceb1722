using Quiver.Csv;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;

namespace Quiver.Import;

/// <summary>Every way in which the data makes an import fail.</summary>
internal static class ImportErrors
{
    private const int ShownBytes = 200;

    public static ImportException Cell(CsvBlock block, int row, int column, string reason) =>
        new(
            ImportErrorKind.Data,
            $"{block.PositionOf(row, column)}: {reason}{Environment.NewLine}  row: {ShowRow(block, row)}"
        )
        {
            InputFile = block.PositionOf(row, column).Path,
        };

    /// <summary>An entry that no switch tolerates.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="hint">What stands behind its reason.</param>
    /// <param name="remedy">What to do about it, where that is not as for all entries of its kind.</param>
    public static ImportException BadEntry(BadEntry entry, string hint = "", string? remedy = null)
    {
        remedy ??= entry.Kind switch
        {
            BadEntryKind.BadRelationship =>
                "Use --skip-bad-relationships=true to leave such relationships out.",
            BadEntryKind.DuplicateNode =>
                "Put ids that may clash into id spaces of their own, as in :ID(Person), or use --skip-duplicate-nodes=true to keep the first.",
            BadEntryKind.ExtraColumn => "Use --ignore-extra-columns=true to drop such cells.",
            _ => "Use --skip-bad-rows=true to leave such rows out.",
        };
        return new ImportException(
            ImportErrorKind.Data,
            $"{entry.Position}: {entry.Reason}{hint} {remedy}{Environment.NewLine}  row: {entry.Row}"
        )
        {
            InputFile = entry.Position.Path,
        };
    }

    /// <summary>One bad entry more than is tolerated.</summary>
    public static ImportException TooManyBadEntries(ImportOptions options, BadEntry last)
    {
        long count = options.BadTolerance + 1;
        string listed = options.SkipBadEntriesLogging
            ? ""
            : $" They are listed in {options.ReportFile}.";
        return new ImportException(
            ImportErrorKind.Data,
            $"Too many bad entries {count}, where last one was: {last.Position}: {last.Reason}{Environment.NewLine}"
                + $"The import was stopped because {count} bad entries were found, which exceeds the set fault tolerance ({options.BadTolerance}). "
                + $"Mend the data or raise --bad-tolerance (-1 for any number).{listed}"
        )
        {
            InputFile = last.Position.Path,
        };
    }

    /// <summary>The report would take the place of a file that is read.</summary>
    public static ImportException ReportOverInput(string input) =>
        new(
            ImportErrorKind.Usage,
            $"The report of bad entries would overwrite '{input}', which this import reads. Name another file with --report-file; or, if it is the report of an earlier import, do not give it as input."
        );

    /// <summary>The report would stand among the files of a database.</summary>
    public static ImportException ReportInDatabase(string report, string folder) =>
        new(
            ImportErrorKind.Usage,
            $"The report of bad entries cannot be written to '{report}': '{folder}' is the folder of a database, into which nothing else is written. Name another place with --report-file."
        );

    /// <summary>What seemed to be wrong data comes from an archive that is damaged.</summary>
    public static ImportException DamagedArchive(CsvException damage, Exception seeming) =>
        new(
            ImportErrorKind.Data,
            $"{damage.Message}{Environment.NewLine}What was unpacked before that seemed to be wrong: {seeming.Message}",
            damage
        );

    /// <summary>The data does not keep a constraint.</summary>
    /// <param name="constraint">Its name.</param>
    /// <param name="violation">What does not keep it.</param>
    /// <param name="places">Where that stands in the input, as a sentence behind a blank; empty when unknown.</param>
    /// <param name="remedy">How to leave it out, as a sentence behind a blank.</param>
    public static ImportException ConstraintViolated(
        string constraint,
        string violation,
        string places,
        string remedy
    ) =>
        new(
            ImportErrorKind.Data,
            $"Constraint '{constraint}' does not hold: {violation}.{places} Mend the data, or take the constraint out of the schema file.{remedy}"
        );

    /// <summary>The report of bad entries cannot be written.</summary>
    public static ImportException ReportNotWritable(string path, Exception cause) =>
        new(
            cause is UnauthorizedAccessException
                ? ImportErrorKind.Permission
                : ImportErrorKind.InputOutput,
            $"The report of bad entries cannot be written to {path}: {cause.Message} Name another place with --report-file.",
            cause
        );

    public static ImportException DatabaseExists(string name) =>
        new(
            ImportErrorKind.Data,
            $"Database '{name}' already exists. Run again with --overwrite-destination to replace it: it stays whole, and served, until the new one is complete."
        );

    public static ImportException DatabaseUsedMeanwhile(string name) =>
        new(
            ImportErrorKind.Data,
            $"Database '{name}' has been written to since this import began, so it was not replaced. Run again with --overwrite-destination to replace it."
        );

    public static ImportException DatabaseInUse(string name) =>
        new(
            ImportErrorKind.InUse,
            $"The database is in use. Stop database '{name}' and try again."
        );

    public static ImportException OtherImport(string name) =>
        new(
            ImportErrorKind.InUse,
            $"Another import into database '{name}' is running. Wait until it ends, or stop it, and try again."
        );

    public static ImportException IdTooLong(ReadOnlySpan<byte> id, int limitBytes) =>
        new(
            ImportErrorKind.Data,
            $"The identifier that begins with '{System.Text.Encoding.UTF8.GetString(id[..ShownBytes])}' has {id.Length} bytes; {limitBytes} is the most."
        );

    public static ImportException ColumnTooLarge(long bytes) =>
        new(
            ImportErrorKind.Data,
            $"The values of one property of 65,536 consecutive entities take {bytes} bytes; 2 GiB is the most."
        );

    public static ImportException BlockTooLarge(BlockKey block, long relationships) =>
        new(
            ImportErrorKind.Data,
            $"{relationships} relationships of one type begin or end at the 65,536 nodes from {(long)block.Segment << 16} on; {Array.MaxLength} is the most."
        );

    public static ImportException TemporaryFileEnded(string path, long offset) =>
        new(
            ImportErrorKind.InputOutput,
            $"The temporary file {path} ends at byte {offset}, before what was written to it: something else has changed it."
        );

    /// <summary>Somebody still writes an input file.</summary>
    public static ImportException ChangedMeanwhile(string path, long before, long now) =>
        new(
            ImportErrorKind.Data,
            $"File '{path}' had {before} bytes when this import began and has {now} now. Import it when it is complete."
        );

    public static ImportException NothingToResume(string name) =>
        new(
            ImportErrorKind.Usage,
            $"There is no interrupted import of database '{name}': nothing to resume; run without --resume."
        );

    public static ImportException NotWhole(string name) =>
        new(
            ImportErrorKind.InputOutput,
            $"The files of the interrupted import of database '{name}' are not whole, as after a power cut: nothing to resume; run without --resume."
        );

    public static ImportException ResumedByOtherRelease(string name) =>
        new(
            ImportErrorKind.Usage,
            $"The interrupted import of database '{name}' was started by another release of this program: resume it with that release, or run without --resume to start over."
        );

    public static ImportException ResumedWithChange(string name, string change) =>
        new(
            ImportErrorKind.Usage,
            $"The interrupted import of database '{name}' cannot be resumed: {change}. Run it as it was started, or without --resume to start over."
        );

    public static ImportException PublishedAlready(string name) =>
        new(
            ImportErrorKind.Usage,
            $"The interrupted import of database '{name}' had come to its end, and the database is complete: nothing to resume."
        );

    /// <summary>Whether the machine or the user stopped an import, and not its data.</summary>
    public static bool IsInterruption(Exception fault) =>
        fault
            is OperationCanceledException
                or IOException
                or UnauthorizedAccessException
                or ImportException
                {
                    Kind: ImportErrorKind.InputOutput or ImportErrorKind.Permission
                };

    /// <summary>A row's text for messages, cut when long.</summary>
    public static string ShowRow(CsvBlock block, int row) => block.ShowRow(row, ShownBytes);
}
