using System.Globalization;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>The errors of merging increments.</summary>
internal static class IncrementErrors
{
    public static StorageException BeingMade(string directory) =>
        new(
            $"Nothing was merged into {directory}: a command is preparing or building another increment there."
        );

    public static StorageException TooLarge() =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The increment has more than {ChangeRun.MaxBytes} bytes of changes, which is the most that one merge takes. Nothing was changed. Split the files, and import them in several parts, nodes before their relationships."
            )
        );

    public static StorageException ChunkMissing(string path, FileNotFoundException cause) =>
        new(
            $"The file {path} is missing: it is a part of the increment that was built. Nothing was merged. Build it again: --stage=prepare and --stage=build, or --stage=all.",
            cause
        );

    public static StorageException OtherLog(string directory) =>
        new(
            $"The database in {directory} was replaced, by an import or a restore, since the increment was built: build it again."
        );

    public static StorageException ConstraintGone(string directory) =>
        new(
            $"A constraint by which the increment names nodes of the database in {directory} was dropped since it was built: create it and build again."
        );

    public static StorageException TooManyAttempts(int attempts) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The increment was not merged: {attempts} times others had changed what it changes before it could be published. Nothing was changed by it; merge again."
            )
        );

    public static StorageException NeverQuiet(TimeSpan patience) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The increment was not merged: for {patience.TotalSeconds:0} s there was no moment without an open writing transaction. Nothing was changed by it; merge again, or end the long transaction (SHOW TRANSACTIONS, TERMINATE TRANSACTION)."
            )
        );
}
