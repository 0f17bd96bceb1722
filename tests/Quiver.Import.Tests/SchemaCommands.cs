using Quiver.Storage.Schema;

namespace Quiver.Import.Tests;

/// <summary>What a schema file may ask for.</summary>
internal static class SchemaCommands
{
    /// <summary>The name of every constraint.</summary>
    public const string Rule = "rule";

    public static ImportSchemaCommand Unique(string label, string property) =>
        Constraint(ConstraintKind.Uniqueness, EntityKind.Node, label, property);

    public static ImportSchemaCommand Constraint(
        ConstraintKind kind,
        EntityKind entity,
        string labelOrType,
        params string[] properties
    ) =>
        new()
        {
            Text = $"{kind} {labelOrType} {string.Join(',', properties)}",
            Constraint = new()
            {
                Name = Rule,
                Kind = kind,
                Entity = entity,
                LabelOrType = labelOrType,
                Properties = [.. properties],
            },
        };

    public static ImportSchemaCommand Index(
        string name,
        EntityKind entity,
        string labelOrType,
        string property
    ) =>
        new()
        {
            Text = $"index {name} {labelOrType} {property}",
            Index = new()
            {
                Name = name,
                Entity = entity,
                LabelsOrTypes = [labelOrType],
                Properties = [property],
            },
        };
}
