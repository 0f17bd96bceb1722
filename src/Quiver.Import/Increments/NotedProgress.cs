using Quiver.Foundation;
using Quiver.Storage.Catalog;

namespace Quiver.Import.Increments;

/// <summary>Notes in the import's lock file, once a second, how far an incremental import is, for <see cref="IncrementStatus"/>. Passes everything on.</summary>
/// <param name="options">What to import and how.</param>
/// <param name="next">Where to.</param>
internal sealed class NotedProgress(ImportOptions options, IImportProgress next) : IImportProgress
{
    private const long IntervalNanoseconds = 1_000_000_000;

    private ImportPhase? _phase;
    private long _noted;

    public void Report(ImportProgress progress)
    {
        IClock clock = options.Clock;
        if (progress.Phase != _phase || clock.MonotonicNanoseconds - _noted >= IntervalNanoseconds)
        {
            _phase = progress.Phase;
            _noted = clock.MonotonicNanoseconds;
            ImportLock.Note(
                options.FileSystem,
                options.DatabaseDirectory,
                IncrementActivity.Of(options.Increment!.Stage, progress).ToNote()
            );
        }
        next.Report(progress);
    }

    public void Begin(ImportOverview overview) => next.Begin(overview);

    public void Warn(string message) => next.Warn(message);

    public void Note(string message) => next.Note(message);

    public void Detail(string message) => next.Detail(message);
}
