using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>What a <see cref="GenerationWriter"/> needs to go on in another process: its directory so far and where its blocks stand, with their checksums.</summary>
public sealed class GenerationDraft
{
    internal GenerationDraft(byte[] bytes, StoreMark mark)
    {
        Bytes = bytes;
        Mark = mark;
    }

    /// <summary>Its binary form, which means nothing to anyone else.</summary>
    public byte[] Bytes { get; }

    internal StoreMark Mark { get; }
}
