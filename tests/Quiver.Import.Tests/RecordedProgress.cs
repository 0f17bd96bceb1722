namespace Quiver.Import.Tests;

/// <summary>Keeps what an import reports.</summary>
internal sealed class RecordedProgress : IImportProgress
{
    private readonly List<ImportProgress> _reports = [];

    public List<string> Warnings { get; } = [];

    public List<string> Notes { get; } = [];

    public List<string> Details { get; } = [];

    public Action<ImportProgress>? OnReport { get; set; }

    public IReadOnlyList<ImportProgress> Reports => _reports;

    public ImportOverview? Overview { get; private set; }

    public void Begin(ImportOverview overview)
    {
        Overview = overview;
        Notes.AddRange(overview.Notes);
    }

    public void Report(ImportProgress progress)
    {
        _reports.Add(progress);
        OnReport?.Invoke(progress);
    }

    public void Warn(string message) => Warnings.Add(message);

    public void Note(string message) => Notes.Add(message);

    public void Detail(string message) => Details.Add(message);
}
