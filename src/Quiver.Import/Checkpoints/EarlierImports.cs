using Quiver.Storage;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Import.Checkpoints;

/// <summary>What earlier imports of a database left in its staging folder. The caller holds the lock under which imports write there.</summary>
internal sealed class EarlierImports
{
    private readonly ImportOptions _options;
    private readonly List<InterruptedImport> _interrupted = [];
    private readonly List<string> _leftovers = [];
    private readonly bool _hasOtherFormat;

    /// <summary>Looks into the folder.</summary>
    public EarlierImports(ImportOptions options)
    {
        _options = options;
        foreach (string run in GenerationWriter.Runs(options.FileSystem, options.DatabaseDirectory))
        {
            var found = InterruptedImport.TryOpen(options.FileSystem, run, out bool isOtherFormat);
            _hasOtherFormat |= isOtherFormat;
            if (found is null)
            {
                _leftovers.Add(run);
            }
            else
            {
                _interrupted.Add(found);
            }
        }
    }

    /// <summary>The interrupted import that was published before it could delete its files; null when there is none.</summary>
    /// <param name="fingerprint">What the import was told, with checksums; null for any: the live database may also come from another import.</param>
    public InterruptedImport? FindPublished(ImportFingerprint? fingerprint = null)
    {
        var files = _options.FileSystem;
        if (_interrupted.Count == 0 || !ManifestFile.Exists(files, _options.DatabaseDirectory))
        {
            return null;
        }
        try
        {
            var live = ManifestFile.Read(files, _options.DatabaseDirectory).DatabaseId;
            return _interrupted.Find(import =>
                import.DatabaseId == live
                && (fingerprint is null || fingerprint.FindChange(import.Fingerprint) is null)
            );
        }
        catch (StorageException)
        {
            // A database that cannot be read may be replaced.
            return null;
        }
    }

    /// <summary>The interrupted import that an import can go on with.</summary>
    /// <param name="fingerprint">What the import is told; with checksums.</param>
    /// <exception cref="ImportException">There is none, or it was told something else.</exception>
    public InterruptedImport ChooseResumable(ImportFingerprint fingerprint)
    {
        if (_interrupted.Count == 0)
        {
            throw _hasOtherFormat
                ? ImportErrors.ResumedByOtherRelease(_options.DatabaseName)
                : ImportErrors.NothingToResume(_options.DatabaseName);
        }
        string? change = null;
        foreach (var import in _interrupted)
        {
            string? found = fingerprint.FindChange(import.Fingerprint);
            if (found is null)
            {
                return import;
            }
            change ??= found;
        }
        throw ImportErrors.ResumedWithChange(_options.DatabaseName, change!);
    }

    /// <summary>The interrupted import of the same files; null when there is none.</summary>
    /// <param name="fingerprint">What an import is told.</param>
    public InterruptedImport? FindOfSameFiles(ImportFingerprint fingerprint)
    {
        var published = FindPublished();
        return _interrupted.Find(import =>
            import != published && import.Fingerprint.HasFilesOf(fingerprint)
        );
    }

    /// <summary>Deletes what a new import has no use for, and says what could be resumed instead: that stays until the new one has come as far.</summary>
    /// <param name="fingerprint">What the new import is told.</param>
    /// <param name="progress">Hears of the one that could be resumed.</param>
    public InterruptedImport? Supersede(ImportFingerprint fingerprint, IImportProgress progress)
    {
        var kept = FindOfSameFiles(fingerprint);
        if (kept is not null)
        {
            progress.Note(
                $"An import of these files was interrupted after {CheckpointText.Of(kept.Stage)}. This one starts over; to go on with the other, press Ctrl-C now and run the same command with --resume."
            );
        }
        DeleteOthers(kept);
        return kept;
    }

    /// <summary>Deletes everything but one import.</summary>
    public void DeleteOthers(InterruptedImport? kept)
    {
        foreach (var import in _interrupted.Where(import => import != kept))
        {
            import.Staged.Discard(_options.DatabaseDirectory);
        }
        foreach (string run in _leftovers)
        {
            StagedImport.Open(_options.FileSystem, run).Discard(_options.DatabaseDirectory);
        }
    }
}
