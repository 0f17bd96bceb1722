namespace Quiver.Storage.Tests.Simulation;

/// <summary>
/// Holds back calls of a simulated disk until it is opened. Disposing opens it too: declare it behind what is closed at the end, so that a test that fails while
/// something is held back ends with its failure instead of waiting for ever.
/// </summary>
internal sealed class Gate : IDisposable
{
    private readonly SimulatedFileSystem _files;

    // Not disposed: who was held back may still be leaving.
    private readonly ManualResetEventSlim _reached = new();
    private readonly ManualResetEventSlim _opened = new();

    /// <param name="files">The disk.</param>
    /// <param name="holds">Whether a call is held back.</param>
    public Gate(SimulatedFileSystem files, Func<SimulatedStep, string, bool> holds)
    {
        _files = files;
        files.Before = (step, path) =>
        {
            if (holds(step, path))
            {
                _reached.Set();
                _opened.Wait();
            }
        };
    }

    /// <summary>Holds back writes of files whose name has an ending.</summary>
    public static Gate BeforeWrite(SimulatedFileSystem files, string ending) =>
        new(
            files,
            (step, path) =>
                step == SimulatedStep.Write && path.EndsWith(ending, StringComparison.Ordinal)
        );

    /// <summary>Waits until a call is held back.</summary>
    public void AwaitCall() =>
        Assert.True(
            _reached.Wait(Eventually.Limit, TestContext.Current.CancellationToken),
            "The call that is to be held back never came."
        );

    /// <summary>Lets all calls through, from now on.</summary>
    public void Open() => _opened.Set();

    /// <inheritdoc/>
    public void Dispose()
    {
        _files.Before = null;
        Open();
    }
}
