using System.Collections.Immutable;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Schema;

/// <summary>The binary form of changes of a schema that are asked for and not made yet.</summary>
/// <remarks>
/// <code>
/// list of { text command; i32 kind; i32 lenient; what the kind has }
/// 0 create index       i32 named; text name; i32 kind; i32 entity; list of text labels or types; list of text keys; map options
/// 1 create constraint  i32 named; text name; i32 kind; i32 entity; text label or type; list of text keys; i32 kinds; i32 list kinds; map options
/// 2 drop index, 3 drop constraint  text name
/// </code>
/// Lists, text and maps are those of <see cref="SchemaCodec"/>.
/// </remarks>
public static class SchemaStepCodec
{
    private const int CreateIndex = 0;
    private const int CreateConstraint = 1;
    private const int DropIndex = 2;
    private const int DropConstraint = 3;
    private const int LeastStepBytes = 12;

    /// <summary>The bytes of steps.</summary>
    public static byte[] Encode(IReadOnlyList<SchemaStep> steps)
    {
        var writer = new ManifestWriter();
        writer.Int(steps.Count);
        foreach (var step in steps)
        {
            writer.Text(step.Text);
            writer.Int(KindOf(step));
            writer.Int(step.IsLenient ? 1 : 0);
            if (step.Index is { } index)
            {
                Write(index, writer);
            }
            else if (step.Constraint is { } constraint)
            {
                Write(constraint, writer);
            }
            else
            {
                writer.Text(step.DroppedName);
            }
        }
        return writer.ToArray();
    }

    /// <summary>Reads steps.</summary>
    /// <param name="bytes">What <see cref="Encode"/> gave.</param>
    /// <param name="source">Where they stand, for errors.</param>
    /// <exception cref="CorruptionException">They are none.</exception>
    public static IReadOnlyList<SchemaStep> Decode(ReadOnlySpan<byte> bytes, string source)
    {
        var reader = new ManifestReader(bytes, source, 0);
        var steps = new SchemaStep[reader.Count(LeastStepBytes)];
        for (int i = 0; i < steps.Length; i++)
        {
            string text = reader.Text();
            int kind = SchemaCodec.ReadUpTo(ref reader, DropConstraint);
            bool isLenient = SchemaCodec.ReadUpTo(ref reader, 1) == 1;
            steps[i] = new SchemaStep
            {
                Text = text,
                IsLenient = isLenient,
                Index = kind == CreateIndex ? ReadIndex(ref reader) : null,
                Constraint = kind == CreateConstraint ? ReadConstraint(ref reader) : null,
                DroppedIndex = kind == DropIndex ? reader.Text() : null,
                DroppedConstraint = kind == DropConstraint ? reader.Text() : null,
            };
        }
        reader.ExpectEnd();
        return steps;
    }

    private static int KindOf(SchemaStep step) =>
        step.Index is not null ? CreateIndex
        : step.Constraint is not null ? CreateConstraint
        : step.DroppedIndex is not null ? DropIndex
        : DropConstraint;

    private static void Write(IndexRequest index, ManifestWriter writer)
    {
        WriteName(index.Name, writer);
        writer.Int((int)index.Kind);
        writer.Int((int)index.Entity);
        Write(index.LabelsOrTypes, writer);
        Write(index.Properties, writer);
        SchemaCodec.Write(index.Options, writer, 0);
    }

    private static IndexRequest ReadIndex(ref ManifestReader reader) =>
        new()
        {
            Name = ReadName(ref reader),
            Kind = (IndexKind)SchemaCodec.ReadUpTo(ref reader, (int)IndexKind.FullText),
            Entity = (EntityKind)SchemaCodec.ReadUpTo(ref reader, (int)EntityKind.Relationship),
            LabelsOrTypes = ReadTexts(ref reader),
            Properties = ReadTexts(ref reader),
            Options = SchemaCodec.ReadMap(ref reader, 0),
        };

    private static void Write(ConstraintRequest constraint, ManifestWriter writer)
    {
        WriteName(constraint.Name, writer);
        writer.Int((int)constraint.Kind);
        writer.Int((int)constraint.Entity);
        writer.Text(constraint.LabelOrType);
        Write(constraint.Properties, writer);
        SchemaCodec.WriteTypes(constraint.Type, writer);
        SchemaCodec.Write(constraint.Options, writer, 0);
    }

    private static ConstraintRequest ReadConstraint(ref ManifestReader reader) =>
        new()
        {
            Name = ReadName(ref reader),
            Kind = (ConstraintKind)
                SchemaCodec.ReadUpTo(ref reader, (int)ConstraintKind.PropertyType),
            Entity = (EntityKind)SchemaCodec.ReadUpTo(ref reader, (int)EntityKind.Relationship),
            LabelOrType = reader.Text(),
            Properties = ReadTexts(ref reader),
            Type = SchemaCodec.ReadTypes(ref reader),
            Options = SchemaCodec.ReadMap(ref reader, 0),
        };

    private static void WriteName(string? name, ManifestWriter writer)
    {
        writer.Int(name is null ? 0 : 1);
        writer.Text(name ?? "");
    }

    private static string? ReadName(ref ManifestReader reader)
    {
        bool isNamed = SchemaCodec.ReadUpTo(ref reader, 1) == 1;
        string name = reader.Text();
        return isNamed ? name : null;
    }

    private static void Write(ImmutableArray<string> texts, ManifestWriter writer)
    {
        writer.Int(texts.Length);
        foreach (string text in texts)
        {
            writer.Text(text);
        }
    }

    private static ImmutableArray<string> ReadTexts(ref ManifestReader reader)
    {
        string[] texts = new string[reader.Count(sizeof(int))];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.Text();
        }
        return [.. texts];
    }
}
