using Quiver.Import.Pipeline;
using Quiver.Import.Reports;

namespace Quiver.Import.Checkpoints;

/// <summary>What the checkpoints hold, each on top of those before it.</summary>
/// <remarks>
/// <code>
/// nodes          i32 version; uuid database; fingerprint; nodes; draft; places; names; notes; left out
/// relationships  names; notes; left out; runs by start
/// outgoing       totals; draft; runs by end
/// linked         totals; draft
/// draft: i32 length, bytes; places: u8 whether there are any, where the rows of nodes stand
/// </code>
/// </remarks>
internal static class CheckpointContent
{
    /// <summary>Counts up with every change of these files, of the temporary files that they describe, or of what a phase makes.</summary>
    public const int Version = 4;

    /// <summary>Bytes of the database's identity.</summary>
    public const int GuidLength = 16;

    /// <summary>Writes the checkpoint of all nodes.</summary>
    public static void WriteNodes(
        BinaryWriter output,
        Guid databaseId,
        ImportFingerprint fingerprint,
        (NodePhaseResult Result, NodePlaces? Places) nodes,
        byte[] draft
    )
    {
        output.Write(Version);
        output.Write(databaseId.ToByteArray());
        fingerprint.WriteTo(output);
        nodes.Result.WriteTo(output);
        WriteBytes(output, draft);
        output.Write(nodes.Places is not null);
        nodes.Places?.WriteTo(output);
    }

    /// <summary>Writes the checkpoint of linked relationships, with those that are still to be linked.</summary>
    public static void WriteLinked(BinaryWriter output, byte[] totals, byte[] draft, RunStore? rest)
    {
        output.Write(totals);
        WriteBytes(output, draft);
        rest?.WriteTo(output);
    }

    /// <summary>What the threads of the next phase go on changing: names, notes and what is left out, as they are now.</summary>
    public static byte[] Capture(ImportPlan plan, BadEntryLog bad) =>
        ToBytes(output =>
        {
            plan.WriteTo(output);
            bad.State.WriteTo(output);
        });

    /// <summary>The counts as they are now.</summary>
    public static byte[] Capture(LinkTotals totals) => ToBytes(totals.WriteTo);

    /// <summary>Skips what says which import it is.</summary>
    public static void SkipIdentity(BinaryReader input)
    {
        input.ReadInt32();
        input.ReadBytes(GuidLength);
        ImportFingerprint.Read(input);
    }

    /// <summary>Reads bytes with their length.</summary>
    public static byte[] ReadBytes(BinaryReader input)
    {
        byte[] bytes = new byte[input.ReadInt32()];
        input.BaseStream.ReadExactly(bytes);
        return bytes;
    }

    private static void WriteBytes(BinaryWriter output, byte[] bytes)
    {
        output.Write(bytes.Length);
        output.Write(bytes);
    }

    private static byte[] ToBytes(Action<BinaryWriter> write)
    {
        using var memory = new MemoryStream();
        using var output = new BinaryWriter(memory);
        write(output);
        output.Flush();
        return memory.ToArray();
    }
}
