using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Delta;

/// <summary>Checks and locates the parts of a change run's bytes.</summary>
internal static class ChangeRunFormat
{
    /// <summary>The header's length in bytes.</summary>
    public static readonly int HeaderBytes = Unsafe.SizeOf<ChangeRunHeader>();

    /// <summary>Reads the header.</summary>
    public static ChangeRunHeader ReadHeader(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.Length < HeaderBytes)
        {
            throw Damaged(source, 0, "a header of a change run", $"{bytes.Length} bytes");
        }
        var header = MemoryMarshal.Read<ChangeRunHeader>(bytes);
        return header.Magic is ChangeRunHeader.CurrentMagic or ChangeRunHeader.MagicWithSchema
            ? header
            : throw Damaged(source, 0, "a change run", $"the mark {header.Magic:X8}");
    }

    /// <summary>Computes where sections begin.</summary>
    public static ChangeRunSections Locate(in ChangeRunHeader header, int length, string source)
    {
        long at = HeaderBytes;
        var sections = new ChangeRunSections
        {
            Nodes = Take(header.NodeCount, Unsafe.SizeOf<NodeEntry>(), extra: 1),
            Labels = Take(header.LabelCount, Unsafe.SizeOf<LabelEntry>()),
            NodeProperties = Take(header.NodePropertyCount, Unsafe.SizeOf<PropertyEntry>()),
            Relationships = Take(
                header.RelationshipCount,
                Unsafe.SizeOf<RelationshipEntry>(),
                extra: 1
            ),
            RelationshipProperties = Take(
                header.RelationshipPropertyCount,
                Unsafe.SizeOf<PropertyEntry>()
            ),
            Outgoing = Take(header.AdjacencyCount, sizeof(int)),
            Incoming = Take(header.AdjacencyCount, sizeof(int)),
            Counts = Take(header.CountCount, Unsafe.SizeOf<CountEntry>()),
            Tokens = Take(header.TokenBytes, 1),
            Values = Take(header.ValueBytes, 1),
            End = Take(0, 1),
        };
        return sections.End == length
            ? sections
            : throw Damaged(
                source,
                0,
                $"a change run of {length} bytes",
                $"sections of {at} bytes"
            );

        int Take(int count, int size, int extra = 0)
        {
            long begin = at;
            at += ((long)count + extra) * size;
            if (count < 0 || at > length)
            {
                throw Damaged(source, begin, "a section inside the run", $"{count} elements");
            }
            return (int)begin;
        }
    }

    /// <summary>Checks every index and order once, so that reads need not.</summary>
    public static void Validate(ChangeRun run, string source)
    {
        bool sound =
            ValidateNodes(run)
            && ValidateRelationships(run)
            && ValidateProperties(run.AllNodeProperties, run.AllValues.Length)
            && ValidateProperties(run.AllRelationshipProperties, run.AllValues.Length)
            && ValidateAdjacency(run, run.Outgoing, outgoing: true)
            && ValidateAdjacency(run, run.Incoming, outgoing: false);
        if (!sound)
        {
            throw Damaged(source, 0, "a change run in order", "entries out of order or range");
        }
    }

    /// <summary>Reads the names: three lists (labels, types, keys), each a count and length-prefixed UTF-8.</summary>
    public static TokenTable ReadTokens(ref ReadOnlySpan<byte> bytes, string source)
    {
        var names = new TokenNames[3];
        for (int list = 0; list < names.Length; list++)
        {
            int count = ReadInteger(ref bytes, source);
            var found = new List<string>();
            for (; count > 0; count--)
            {
                int length = ReadInteger(ref bytes, source);
                if (length > bytes.Length || !Utf8.IsValid(bytes[..length]))
                {
                    throw Damaged(source, 0, "a name", $"{length} bytes that are none");
                }
                found.Add(Encoding.UTF8.GetString(bytes[..length]));
                bytes = bytes[length..];
            }
            // Most runs have no new names, and a numbering costs more than the rest of a small run.
            names[list] = found.Count == 0 ? TokenNames.Empty : new TokenNames(found);
        }
        return new TokenTable(names[0], names[1], names[2]);
    }

    private static int ReadInteger(ref ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.Length < sizeof(int))
        {
            throw Damaged(source, 0, "token names", "their end");
        }
        int value = MemoryMarshal.Read<int>(bytes);
        bytes = bytes[sizeof(int)..];
        return value >= 0 ? value : throw Damaged(source, 0, "a count of names", $"{value}");
    }

    private static bool ValidateNodes(ChangeRun run)
    {
        var nodes = run.NodesAndSentinel;
        for (int i = 0; i + 1 < nodes.Length; i++)
        {
            ref readonly var next = ref nodes[i + 1];
            bool ordered = i + 2 == nodes.Length || nodes[i].Id < next.Id;
            if (
                !ordered
                || nodes[i].Id < 0
                || nodes[i].FirstLabel > next.FirstLabel
                || nodes[i].FirstProperty > next.FirstProperty
            )
            {
                return false;
            }
        }
        return nodes[0].FirstLabel == 0
            && nodes[0].FirstProperty == 0
            && nodes[^1].FirstLabel == run.AllLabels.Length
            && nodes[^1].FirstProperty == run.AllNodeProperties.Length;
    }

    private static bool ValidateRelationships(ChangeRun run)
    {
        var relationships = run.RelationshipsAndSentinel;
        for (int i = 0; i + 1 < relationships.Length; i++)
        {
            ref readonly var next = ref relationships[i + 1];
            bool ordered = i + 2 == relationships.Length || relationships[i].Id < next.Id;
            if (
                !ordered
                || relationships[i].Id < 0
                || relationships[i].Start < 0
                || relationships[i].End < 0
                || relationships[i].Type < 0
                || relationships[i].FirstProperty > next.FirstProperty
            )
            {
                return false;
            }
        }
        return relationships[0].FirstProperty == 0
            && relationships[^1].FirstProperty == run.AllRelationshipProperties.Length;
    }

    private static bool ValidateProperties(ReadOnlySpan<PropertyEntry> properties, int valueBytes)
    {
        foreach (ref readonly var property in properties)
        {
            bool inside =
                property.IsRemoval
                || (property.Length >= 0 && property.Offset <= valueBytes - property.Length);
            if (property.Key < 0 || !inside)
            {
                return false;
            }
        }
        return true;
    }

    private static bool ValidateAdjacency(ChangeRun run, ReadOnlySpan<int> indexes, bool outgoing)
    {
        var relationships = run.Relationships;
        for (int i = 0; i < indexes.Length; i++)
        {
            if ((uint)indexes[i] >= (uint)relationships.Length)
            {
                return false;
            }
            if (
                i > 0
                && Compare(relationships[indexes[i - 1]], relationships[indexes[i]], outgoing) >= 0
            )
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The order of the adjacency sections.</summary>
    public static int Compare(in RelationshipEntry a, in RelationshipEntry b, bool outgoing)
    {
        int comparison = outgoing ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End);
        if (comparison == 0)
        {
            comparison = a.Type.CompareTo(b.Type);
        }
        if (comparison == 0)
        {
            comparison = outgoing ? a.End.CompareTo(b.End) : a.Start.CompareTo(b.Start);
        }
        return comparison != 0 ? comparison : a.Id.CompareTo(b.Id);
    }

    private static CorruptionException Damaged(
        string source,
        long offset,
        string expected,
        string found
    ) => new(source, offset, expected, found);
}
