using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Storage.Generations;

namespace Quiver.Import.Checkpoints;

/// <summary>What the checkpoints hold, each on top of those before it.</summary>
/// <remarks>
/// <code>
/// nodes          i32 version; uuid database; fingerprint; nodes; draft; places; names; notes; left out
/// relationships  names; notes; left out; runs by start
/// outgoing       totals by start; draft; runs by end
/// linked         totals by end; draft
/// places: u8 whether there are any, where the rows of nodes stand
/// </code>
/// </remarks>
internal static class CheckpointContent
{
    /// <summary>Counts up with every change of these files, of the temporary files that they describe, or of what a phase makes.</summary>
    public const int Version = 10;

    /// <summary>Bytes of the database's identity.</summary>
    public const int GuidLength = 16;

    /// <summary>Writes the checkpoint of all nodes.</summary>
    public static void WriteNodes(
        BinaryWriter output,
        Guid databaseId,
        ImportFingerprint fingerprint,
        (NodePhaseResult Result, NodePlaces? Places) nodes,
        GenerationDraft draft
    )
    {
        output.Write(Version);
        output.Write(databaseId.ToByteArray());
        fingerprint.WriteTo(output);
        nodes.Result.WriteTo(output);
        draft.WriteTo(output);
        output.Write(nodes.Places is not null);
        nodes.Places?.WriteTo(output);
    }

    /// <summary>Writes the checkpoint of relationships that are linked from where they start, with what is still to be linked.</summary>
    public static void WriteOutgoing(
        BinaryWriter output,
        LinkTotals totals,
        GenerationDraft draft,
        RunStore rest
    )
    {
        totals.WriteTo(output);
        draft.WriteTo(output);
        rest.WriteTo(output);
    }

    /// <summary>Writes the checkpoint of linked relationships.</summary>
    public static void WriteLinked(BinaryWriter output, LinkTotals totals, GenerationDraft draft)
    {
        totals.WriteEndsTo(output);
        draft.WriteTo(output);
    }

    /// <summary>What the threads of the next phase go on changing: names, notes and what is left out, as they are now. Whoever writes the checkpoint writes it.</summary>
    public static Action<BinaryWriter> Capture(ImportPlan plan, BadEntryLog bad)
    {
        var names = plan.Names.Copy();
        using var memory = new MemoryStream();
        using var rest = new BinaryWriter(memory);
        plan.Notes.WriteTo(rest, plan.Groups);
        bad.State.WriteTo(rest);
        rest.Flush();
        byte[] bytes = memory.ToArray();
        return output =>
        {
            ImportNames.Write(names, output);
            output.Write(bytes);
        };
    }

    /// <summary>Skips what says which import it is.</summary>
    public static void SkipIdentity(BinaryReader input)
    {
        input.ReadInt32();
        input.ReadBytes(GuidLength);
        ImportFingerprint.Read(input);
    }
}
