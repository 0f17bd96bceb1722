using Quiver.Storage.Manifests;

namespace Quiver.Storage.Store;

/// <summary>A base on its way into a store: invisible to everybody until it is sealed.</summary>
public interface ISegmentWriter : IDisposable
{
    /// <summary>The run's own folder: temporary files may stand here too and go with it.</summary>
    string StagingDirectory { get; }

    /// <summary>Bytes appended so far.</summary>
    long BytesWritten { get; }

    /// <summary>Appends a block, which is copied; returns where it will stand. Thread safe. Waits when the disk is slower than the callers.</summary>
    /// <exception cref="IOException">The disk failed, at this block or one before.</exception>
    BlockAddress Append(ReadOnlySpan<byte> block, uint checksum);

    /// <summary>Sends all blocks appended so far to the disk and says what is needed to go on behind them; returns at once.</summary>
    StoreMark Mark();

    /// <summary>Waits until the blocks of a mark outlive the process. They need not be durable: whoever goes on verifies them.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    void WaitUntilWritten(StoreMark mark);

    /// <summary>Makes the blocks of a mark, for which <see cref="WaitUntilWritten"/> has waited, outlive a power cut; other blocks may be appended meanwhile.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    void Sync(StoreMark mark);

    /// <summary>Says that the run's folder stays when the writer is disposed without having been sealed and published.</summary>
    void Keep();

    /// <summary>Says that the run's folder goes when the writer is disposed, which is so at first.</summary>
    void Discard();

    /// <summary>Ends the appending: on return all blocks are durable in <see cref="StagingDirectory"/>, and can be read there.</summary>
    /// <returns>The files' names in that folder and their lengths, in the order that addresses count.</returns>
    IReadOnlyList<StoreFile> Finish();

    /// <summary>Ends the run: on return all blocks and their keys are durable in the store. Called once.</summary>
    /// <param name="taken">Keys that must not be given again, though they may be absent: those of the manifest that is still live.</param>
    /// <param name="others">Further files of the run's folder, which are durable and become keys of the store under their own names.</param>
    /// <returns>The keys of blocks and their lengths, in the order that addresses count.</returns>
    IReadOnlyList<StoreFile> Seal(IEnumerable<string> taken, IReadOnlyList<string> others);
}
