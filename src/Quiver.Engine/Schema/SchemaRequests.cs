using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.FullText;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>Makes of schema commands what storage is asked for.</summary>
/// <param name="parameters">The commands' parameters.</param>
internal sealed class SchemaRequests(IReadOnlyDictionary<string, Value> parameters)
{
    private readonly SchemaOptions _options = new(parameters);

    /// <summary>The name of an index or constraint that a command is about; null when it gives none.</summary>
    public string? NameOf(SchemaCommand command) => _options.Name(command.Name);

    /// <summary>The index that a command creates.</summary>
    public IndexRequest Of(CreateIndexCommand command)
    {
        var kind = KindOf(command.Type);
        if (
            kind == IndexKind.FullText
            && command.Properties.Length > FullTextConfiguration.MaxProperties
        )
        {
            throw SchemaCommandErrors.TooManyProperties(FullTextConfiguration.MaxProperties);
        }
        var keys = command.Properties.Concat(command.Included).ToList();
        RefuseRepeated(command.Pattern, keys);
        return new IndexRequest
        {
            Name = NameOf(command),
            Kind = kind,
            Entity = EntityOf(command.Pattern),
            LabelsOrTypes = [.. command.Pattern.Tokens.Select(static t => t.Text)],
            Properties = [.. keys.Select(static p => p.Text)],
            Options = _options.Options(command.Options, kind),
        };
    }

    /// <summary>The constraint that a command creates.</summary>
    public ConstraintRequest Of(CreateConstraintCommand command)
    {
        RefuseRepeated(command.Pattern, command.Properties);
        return new ConstraintRequest
        {
            Name = NameOf(command),
            Kind = command.Type switch
            {
                ConstraintType.Uniqueness => ConstraintKind.Uniqueness,
                ConstraintType.Key => ConstraintKind.Key,
                ConstraintType.Existence => ConstraintKind.Existence,
                _ => ConstraintKind.PropertyType,
            },
            Entity = EntityOf(command.Pattern),
            LabelOrType = command.Pattern.Tokens[0].Text,
            Properties = [.. command.Properties.Select(static p => p.Text)],
            Type = command.Type == ConstraintType.PropertyType ? TypesOf(command) : null,
            Options = _options.Options(command.Options, IndexKind.Range),
        };
    }

    private static void RefuseRepeated(SchemaPattern pattern, IReadOnlyList<Name> keys)
    {
        if (FindRepeated(pattern.Tokens) is { } token)
        {
            throw pattern.IsRelationship
                ? SchemaCommandErrors.Repeated(
                    StatusCodes.RepeatedRelationshipTypeInSchema,
                    "relationship type",
                    token
                )
                : SchemaCommandErrors.Repeated(StatusCodes.RepeatedLabelInSchema, "label", token);
        }
        if (FindRepeated(keys) is { } key)
        {
            throw SchemaCommandErrors.Repeated(
                StatusCodes.RepeatedPropertyInCompositeSchema,
                "property key",
                key
            );
        }
    }

    private static string? FindRepeated(IReadOnlyList<Name> names)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !known.Add(name.Text))?.Text;
    }

    private static IndexKind KindOf(IndexType type) =>
        type switch
        {
            IndexType.Range => IndexKind.Range,
            IndexType.Text => IndexKind.Text,
            IndexType.Point => IndexKind.Point,
            IndexType.Vector => IndexKind.Vector,
            IndexType.FullText => IndexKind.FullText,
            _ => IndexKind.Lookup,
        };

    private static EntityKind EntityOf(SchemaPattern pattern) =>
        pattern.IsRelationship ? EntityKind.Relationship : EntityKind.Node;

    private static PropertyTypeSet TypesOf(CreateConstraintCommand command)
    {
        var types = default(PropertyTypeSet);
        foreach (var type in command.ValueTypes)
        {
            types = types.With(
                type.IsList ? PropertyTypeSet.ListOf(type.Scalar) : PropertyTypeSet.Of(type.Scalar)
            );
        }
        return types;
    }
}
