namespace Quiver.Import;

/// <summary>Is told how an import goes on. Calls come from one thread at a time and should return at once.</summary>
public interface IImportProgress
{
    /// <summary>Everything has been checked and the import begins, or would if it were no dry run. Comes once; nothing is written before.</summary>
    void Begin(ImportOverview overview);

    /// <summary>The import has come so far: at each phase's start and end, and about ten times a second between.</summary>
    void Report(ImportProgress progress);

    /// <summary>Something a user should know that does not fail the import.</summary>
    void Warn(string message);

    /// <summary>A line of the ordinary output: something a user should know, and nothing to worry about, such as a type that is widened.</summary>
    void Note(string message);

    /// <summary>Details that only a verbose run shows.</summary>
    void Detail(string message);
}
