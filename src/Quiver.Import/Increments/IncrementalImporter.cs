using Quiver.Import.Reports;

namespace Quiver.Import.Increments;

/// <summary>Adds to, changes and takes from a database what CSV files say, in one step.</summary>
/// <param name="options">What to import and how.</param>
/// <param name="target">The database.</param>
/// <param name="progress">Is told how it goes.</param>
/// <param name="cancellation">Stops it; what a stage before made stays.</param>
public sealed class IncrementalImporter(
    ImportOptions options,
    IIncrementTarget target,
    IImportProgress progress,
    CancellationToken cancellation
)
{
    /// <summary>Runs the stages that the options name.</summary>
    /// <exception cref="ImportException">It cannot go on; the message says why and where. The database is as it was.</exception>
    public IncrementResult Run()
    {
        using var log = new RunLog(options, progress);
        var run = new IncrementRun(options, target, log, cancellation);
        try
        {
            var result = run.Run();
            log.Finish(IncrementText.Summarize(result));
            return result;
        }
        catch (Exception error)
        {
            log.Fail(error, run.Elapsed());
            throw;
        }
    }
}
