using Quiver.Foundation;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.Reading;

/// <summary>A generation with its patches, open as long as anyone reads it.</summary>
/// <remarks>Thread safe. Whoever makes it holds the first pin.</remarks>
internal sealed class PinnedBase
{
    private int _pins = 1;
    private Action? _whenReleased;

    /// <summary>Takes over a generation and its patches.</summary>
    /// <param name="generation">The segments.</param>
    /// <param name="patches">The patches, newest first.</param>
    /// <param name="indexes">The files of the indexes that are built.</param>
    public PinnedBase(Generation generation, ChangeRun[] patches, BaseIndexes indexes)
    {
        Indexes = indexes;
        Generation = generation;
        Patches = patches;
        Stack = patches.Length == 0 ? RunStack.Empty : new RunStack(patches);
    }

    /// <summary>The segments.</summary>
    public Generation Generation { get; }

    /// <summary>The patches over the segments, newest first.</summary>
    public ChangeRun[] Patches { get; }

    /// <summary>The patches, read as one.</summary>
    public RunStack Stack { get; }

    /// <summary>The files of the indexes that are built.</summary>
    public BaseIndexes Indexes { get; }

    /// <summary>The patches with runs over them, newest first, read as one.</summary>
    public RunStack Under(ReadOnlySpan<ChangeRun> delta) =>
        delta.IsEmpty ? Stack : new RunStack(delta, Stack);

    /// <summary>Adds a pin; the caller knows that another is held meanwhile.</summary>
    public PinnedBase Pin()
    {
        int pins = Interlocked.Increment(ref _pins);
        Invariant.Assert(pins > 1);
        return this;
    }

    /// <summary>Says what is to be done when the last pin has gone and the files are closed. The caller holds a pin.</summary>
    public void WhenReleased(Action action) => Volatile.Write(ref _whenReleased, action);

    /// <summary>Takes a pin away; the last one closes the files.</summary>
    public void Unpin()
    {
        int pins = Interlocked.Decrement(ref _pins);
        Invariant.Assert(pins >= 0);
        if (pins == 0)
        {
            Generation.Dispose();
            Indexes.Dispose();
            foreach (var patch in Patches)
            {
                patch.Dispose();
            }
            Volatile.Read(ref _whenReleased)?.Invoke();
        }
    }
}
