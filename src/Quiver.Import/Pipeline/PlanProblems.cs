namespace Quiver.Import.Pipeline;

/// <summary>What planning finds wrong: collected, so that all of it is reported together.</summary>
internal sealed class PlanProblems
{
    private readonly List<string> _problems = [];
    private readonly List<Exception> _causes = [];
    private ImportErrorKind? _kind;

    /// <summary>How many there are.</summary>
    public int Count => _problems.Count;

    /// <summary>Adds a problem, with the error behind it. The first one decides whose mistake the whole is, unless the command line is wrong as well: that has to be mended first.</summary>
    public void Report(ImportErrorKind kind, string problem, Exception? cause = null)
    {
        if (_kind is null || kind == ImportErrorKind.Usage)
        {
            _kind = kind;
        }
        _problems.Add(problem);
        if (cause is not null)
        {
            _causes.Add(cause);
        }
    }

    /// <summary>Adds problems of headers.</summary>
    public void Report(IEnumerable<string> problems)
    {
        foreach (string problem in problems)
        {
            Report(ImportErrorKind.Data, problem);
        }
    }

    /// <exception cref="ImportException">There is a problem; the message lists all.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new ImportException(
                _kind ?? ImportErrorKind.Data,
                string.Join(Environment.NewLine, _problems),
                _causes.Count > 1 ? new AggregateException(_causes) : _causes.FirstOrDefault()
            );
        }
    }
}
