namespace Quiver.Import.Pipeline;

/// <summary>Collects the notes that planning makes, to be shown together; passes all else on.</summary>
internal sealed class PlanningProgress(IImportProgress progress) : IImportProgress
{
    private readonly List<string> _notes = [];

    /// <summary>The notes.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public void Report(ImportProgress report) => progress.Report(report);

    public void Begin(ImportOverview overview) => progress.Begin(overview);

    public void Warn(string message) => progress.Warn(message);

    public void Note(string message) => _notes.Add(message);

    public void Detail(string message) => progress.Detail(message);
}
