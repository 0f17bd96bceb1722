using System.Text.Json;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Http.Json;

/// <summary>
/// Writes the <c>meta</c> entries of a row: one per entity, temporal value and point, null for other scalars; what lists, maps and paths hold is
/// flattened in order.
/// </summary>
internal sealed class MetaWriter(Utf8JsonWriter writer, IEntityLookup entities)
{
    /// <summary>Writes the entries of one row of a column.</summary>
    public void WriteCell(ColumnVector column, int row)
    {
        if (
            column.Kind
            is VectorKind.Any
                or VectorKind.Node
                or VectorKind.Relationship
                or VectorKind.Date
                or VectorKind.LocalDateTime
                or VectorKind.ZonedDateTime
        )
        {
            Write(column[row]);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void Write(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Node:
                Write(value.AsNode());
                break;
            case ValueKind.Relationship:
                Write(value.AsRelationship());
                break;
            case ValueKind.Path:
                WritePath(value.AsPath());
                break;
            case ValueKind.List:
                foreach (ref readonly var element in value.AsList().AsSpan())
                {
                    Write(element);
                }
                break;
            case ValueKind.Map:
                foreach (ref readonly var entry in value.AsMap().AsSpan())
                {
                    Write(entry.Value);
                }
                break;
            default:
                WriteScalar(value.Kind);
                break;
        }
    }

    private void WritePath(PathValue path)
    {
        Write(path.Nodes[0]);
        for (int i = 0; i < path.Length; i++)
        {
            Write(path.Relationships[i]);
            Write(path.Nodes[i + 1]);
        }
    }

    private void Write(NodeId node) => WriteEntity(node.Value, entities.ElementId(node), "node");

    private void Write(RelationshipId relationship) =>
        WriteEntity(relationship.Value, entities.ElementId(relationship), "relationship");

    private void WriteEntity(long id, string elementId, string type)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", id);
        writer.WriteString("elementId", elementId);
        writer.WriteString("type", type);
        writer.WriteBoolean("deleted", false);
        writer.WriteEndObject();
    }

    private void WriteScalar(ValueKind kind)
    {
        string? type = kind switch
        {
            ValueKind.Point => "point",
            ValueKind.Date => "date",
            ValueKind.LocalTime => "localtime",
            ValueKind.ZonedTime => "time",
            ValueKind.LocalDateTime => "localdatetime",
            ValueKind.ZonedDateTime => "datetime",
            ValueKind.Duration => "duration",
            _ => null,
        };
        if (type is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteEndObject();
    }
}
