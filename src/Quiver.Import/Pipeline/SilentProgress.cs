namespace Quiver.Import.Pipeline;

/// <summary>For planning again what was planned, and told, before.</summary>
internal sealed class SilentProgress : IImportProgress
{
    public void Begin(ImportOverview overview) { }

    public void Report(ImportProgress progress) { }

    public void Warn(string message) { }

    public void Note(string message) { }

    public void Detail(string message) { }
}
