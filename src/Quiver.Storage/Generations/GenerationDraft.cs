using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>What a <see cref="GenerationWriter"/> needs to go on in another process: its directory so far and where its blocks stand, with their checksums.</summary>
public sealed class GenerationDraft
{
    internal GenerationDraft(DraftContent content) => Content = content;

    internal DraftContent Content { get; }

    internal StoreMark Mark => Content.Mark;

    /// <summary>Writes it in a form that means nothing to anyone else. Its writer may go on meanwhile, but not with nodes.</summary>
    public void WriteTo(BinaryWriter output) => DraftCodec.Write(Content, output);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="IOException">The bytes end too early.</exception>
    public static GenerationDraft Read(BinaryReader input) => new(DraftCodec.Read(input));
}
