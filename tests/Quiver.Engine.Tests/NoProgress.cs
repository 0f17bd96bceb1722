using Quiver.Import;

namespace Quiver.Engine.Tests;

/// <summary>Lets an import say what it likes.</summary>
internal sealed class NoProgress : IImportProgress
{
    public void Begin(ImportOverview overview) { }

    public void Report(ImportProgress progress) { }

    public void Warn(string message) { }

    public void Note(string message) { }

    public void Detail(string message) { }
}
