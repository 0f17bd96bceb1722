using System.Buffers;
using System.Collections.Immutable;
using Quiver.Model.Values;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Schema;

/// <summary>The binary form of indexes, constraints and their changes, in a manifest and in a change run.</summary>
/// <remarks>
/// <code>
/// schema      i64 next id; i64 version; list of index; list of constraint
/// index       i64 id; text name; i32 kind; i32 entity; list of i32 tokens; list of i32 keys; i64 owning constraint (-1: none); map options
/// constraint  i64 id; text name; i32 kind; i32 entity; i32 token; list of i32 keys; i32 kinds; i32 list kinds (0 and 0: any); i64 owned index (-1: none)
/// changes     list of { i32 kind; i64 id; index or constraint where one is created }
/// map         list of { text key; i32 0: text-like value in the form of ValueBinary, or 1: map }
/// </code>
/// Lists and text are those of the manifest.
/// </remarks>
internal static class SchemaCodec
{
    private const int MaxOptionDepth = 8;

    /// <summary>Writes a whole schema.</summary>
    public static void Write(SchemaDefinitions schema, ManifestWriter writer)
    {
        writer.Long(schema.NextId);
        writer.Long(schema.Version);
        writer.Int(schema.Indexes.Length);
        foreach (var index in schema.Indexes)
        {
            Write(index, writer);
        }
        writer.Int(schema.Constraints.Length);
        foreach (var constraint in schema.Constraints)
        {
            Write(constraint, writer);
        }
    }

    /// <summary>Reads a whole schema.</summary>
    public static SchemaDefinitions Read(ref ManifestReader reader)
    {
        long nextId = reader.Long();
        long version = reader.Long();
        var indexes = new IndexDefinition[reader.Count(40)];
        for (int i = 0; i < indexes.Length; i++)
        {
            indexes[i] = ReadIndex(ref reader);
        }
        var constraints = new ConstraintDefinition[reader.Count(40)];
        for (int i = 0; i < constraints.Length; i++)
        {
            constraints[i] = ReadConstraint(ref reader);
        }
        return new()
        {
            NextId = nextId,
            Version = version,
            Indexes = [.. indexes],
            Constraints = [.. constraints],
        };
    }

    /// <summary>The bytes of changes.</summary>
    public static byte[] Encode(IReadOnlyList<SchemaChange> changes)
    {
        var writer = new ManifestWriter();
        writer.Int(changes.Count);
        foreach (var change in changes)
        {
            writer.Int((int)change.Kind);
            writer.Long(change.Id);
            if (change.Index is not null)
            {
                Write(change.Index, writer);
            }
            else if (change.Constraint is not null)
            {
                Write(change.Constraint, writer);
            }
        }
        return writer.ToArray();
    }

    /// <summary>Reads changes.</summary>
    public static SchemaChange[] Decode(ReadOnlySpan<byte> bytes, string source)
    {
        var reader = new ManifestReader(bytes, source, 0);
        var changes = new SchemaChange[reader.Count(12)];
        for (int i = 0; i < changes.Length; i++)
        {
            var kind = (SchemaChangeKind)reader.Int();
            long id = reader.Long();
            changes[i] = kind switch
            {
                SchemaChangeKind.CreateIndex => new(kind, id, ReadIndex(ref reader), null),
                SchemaChangeKind.CreateConstraint => new(
                    kind,
                    id,
                    null,
                    ReadConstraint(ref reader)
                ),
                SchemaChangeKind.DropIndex or SchemaChangeKind.DropConstraint => new(
                    kind,
                    id,
                    null,
                    null
                ),
                _ => throw reader.Damaged("a kind of schema change", $"{(int)kind}"),
            };
        }
        reader.ExpectEnd();
        return changes;
    }

    private static void Write(IndexDefinition index, ManifestWriter writer)
    {
        writer.Long(index.Id);
        writer.Text(index.Name);
        writer.Int((int)index.Kind);
        writer.Int((int)index.Entity);
        Write(index.Tokens, writer);
        Write(index.Keys, writer);
        writer.Long(index.OwningConstraint ?? -1);
        Write(index.Options, writer, 0);
    }

    private static IndexDefinition ReadIndex(ref ManifestReader reader) =>
        new(
            reader.Long(),
            reader.Text(),
            (IndexKind)ReadUpTo(ref reader, (int)IndexKind.FullText),
            (EntityKind)ReadUpTo(ref reader, (int)EntityKind.Relationship),
            ReadNumbers(ref reader),
            ReadNumbers(ref reader),
            ReadId(ref reader),
            ReadMap(ref reader, 0)
        );

    private static void Write(ConstraintDefinition constraint, ManifestWriter writer)
    {
        writer.Long(constraint.Id);
        writer.Text(constraint.Name);
        writer.Int((int)constraint.Kind);
        writer.Int((int)constraint.Entity);
        writer.Int(constraint.Token);
        Write(constraint.Keys, writer);
        WriteTypes(constraint.Type, writer);
        writer.Long(constraint.OwnedIndex ?? -1);
    }

    private static ConstraintDefinition ReadConstraint(ref ManifestReader reader) =>
        new(
            reader.Long(),
            reader.Text(),
            (ConstraintKind)ReadUpTo(ref reader, (int)ConstraintKind.PropertyType),
            (EntityKind)ReadUpTo(ref reader, (int)EntityKind.Relationship),
            reader.Int(),
            ReadNumbers(ref reader),
            ReadTypes(ref reader),
            ReadId(ref reader)
        );

    /// <summary>Writes types; nothing allows any.</summary>
    public static void WriteTypes(PropertyTypeSet? types, ManifestWriter writer)
    {
        writer.Int((int)(types?.Kinds ?? 0));
        writer.Int((int)(types?.ListKinds ?? 0));
    }

    /// <summary>Reads types.</summary>
    public static PropertyTypeSet? ReadTypes(ref ManifestReader reader)
    {
        var types = new PropertyTypeSet((uint)reader.Int(), (uint)reader.Int());
        return types == default ? null : types;
    }

    private static void Write(ImmutableArray<int> numbers, ManifestWriter writer)
    {
        writer.Int(numbers.Length);
        foreach (int number in numbers)
        {
            writer.Int(number);
        }
    }

    private static ImmutableArray<int> ReadNumbers(ref ManifestReader reader)
    {
        var numbers = new int[reader.Count(sizeof(int))];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ReadUpTo(ref reader, int.MaxValue);
        }
        return [.. numbers];
    }

    /// <summary>Reads a number from 0 on.</summary>
    public static int ReadUpTo(ref ManifestReader reader, int most)
    {
        int number = reader.Int();
        return number >= 0 && number <= most
            ? number
            : throw reader.Damaged($"a number up to {most}", $"{number}");
    }

    private static long? ReadId(ref ManifestReader reader) =>
        reader.Long() is var id and >= 0 ? id : null;

    /// <summary>Writes a map that is so deep in others.</summary>
    public static void Write(MapValue map, ManifestWriter writer, int depth)
    {
        Foundation.Invariant.Assert(depth < MaxOptionDepth);
        writer.Int(map.Count);
        var buffer = new ArrayBufferWriter<byte>();
        foreach (ref readonly var entry in map.AsSpan())
        {
            writer.Text(entry.Key);
            if (entry.Value.Kind == ValueKind.Map)
            {
                writer.Int(1);
                Write(entry.Value.AsMap(), writer, depth + 1);
                continue;
            }
            buffer.Clear();
            ValueBinary.Write(entry.Value, buffer);
            writer.Int(0);
            writer.Int(buffer.WrittenCount);
            writer.Bytes(buffer.WrittenSpan);
        }
    }

    /// <summary>Reads a map that is so deep in others.</summary>
    public static MapValue ReadMap(ref ManifestReader reader, int depth)
    {
        var entries = new KeyValuePair<string, Value>[reader.Count(8)];
        for (int i = 0; i < entries.Length; i++)
        {
            string key = reader.Text();
            bool isMap = ReadUpTo(ref reader, 1) == 1;
            if (isMap && depth + 1 == MaxOptionDepth)
            {
                throw reader.Damaged("options that are less deep", "a map");
            }
            var value = isMap ? Value.Map(ReadMap(ref reader, depth + 1)) : reader.Value();
            entries[i] = new(key, value);
        }
        return entries.Length == 0 ? MapValue.Empty : new(entries);
    }
}
